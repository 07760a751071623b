package io.gatehouse.auth.signing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signing key as operators see it.
 *
 * @param signsFrom when it began, or will begin, to sign
 * @param publishedUntil when it leaves the key set; null while it does not
 */
public record SigningKeyView(
    String kid,
    String algorithm,
    String state,
    Instant createdAt,
    @Nullable Instant signsFrom,
    @Nullable Instant retiredAt,
    @Nullable Instant publishedUntil) {

  static SigningKeyView of(SigningKey key, RotationPolicy policy) {
    return new SigningKeyView(
        key.kid,
        key.algorithm,
        key.state.name(),
        key.createdAt,
        key.activatedAt != null ? key.activatedAt : policy.signsFrom(key.createdAt),
        key.retiredAt,
        key.retiredAt == null ? null : policy.publishedUntil(key.retiredAt));
  }
}
