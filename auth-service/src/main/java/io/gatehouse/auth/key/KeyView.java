package io.gatehouse.auth.key;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.gatehouse.auth.partner.Partner;
import io.gatehouse.auth.quota.LimitSettings;
import jakarta.ws.rs.core.EntityTag;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is shown, ever after its creation.
 *
 * @param prefix how the written key begins, to be recognised by; no part of the secret
 * @param effectiveScopes {@code scopes} without what its partner may not do at present
 * @param lastUse the latest use of any of its secrets, shown up to a minute late; null for none yet
 * @param secrets newest first
 */
public record KeyView(
    String id,
    String partnerId,
    String prefix,
    String name,
    String environment,
    KeyState state,
    List<String> scopes,
    List<String> effectiveScopes,
    List<String> allowedCidrs,
    Map<String, String> metadata,
    @Nullable LimitSettings rateLimit,
    boolean enabled,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable String revokeReason,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    @Nullable LastUse lastUse,
    List<Secret> secrets,
    @JsonIgnore int version) {

  /**
   * One secret of the key, without the secret.
   *
   * @param endsAt when a rotation ends it; null for the newest, and while its grace waits
   * @param graceAfterFirstUse how long it lives on once the next secret is used for the first time;
   *     null if that is not what it waits for
   */
  public record Secret(
      int number,
      Instant createdAt,
      @Nullable Instant endsAt,
      @Schema(type = SchemaType.STRING, examples = "PT24H") @Nullable String graceAfterFirstUse,
      boolean live,
      @Nullable LastUse lastUse) {}

  /** A request that was let in. */
  public record LastUse(Instant at, @Nullable String address, @Nullable String userAgent) {
    static @Nullable LastUse of(KeyVersion version) {
      Instant at = version.lastUsedAt;
      return at == null ? null : new LastUse(at, version.lastUsedAddress, version.lastUsedAgent);
    }
  }

  static KeyView of(StoredKey key, Partner partner, List<KeyVersion> versions, Instant now) {
    KeyState state = state(key, partner, now);
    return new KeyView(
        key.id,
        key.partnerId,
        "gk_" + key.environment + "_" + key.id,
        key.name,
        key.environment,
        state,
        key.scopes,
        partner.isDeleted()
            ? List.of()
            : key.scopes.stream().filter(partner.scopes()::contains).toList(),
        key.allowedCidrs,
        key.metadata,
        LimitSettings.read(key.rateLimit),
        key.enabled,
        key.expiresAt,
        key.revokedAt,
        key.revokeReason,
        key.createdAt,
        key.createdBy,
        key.updatedAt,
        versions.stream()
            .map(LastUse::of)
            .filter(Objects::nonNull)
            .max(Comparator.comparing(LastUse::at))
            .orElse(null),
        versions.stream()
            .map(version ->
                new Secret(
                    version.id.number(),
                    version.createdAt,
                    version.endsAt,
                    version.graceMillis == null
                        ? null
                        : Duration.ofMillis(version.graceMillis).toString(),
                    state != KeyState.revoked && state != KeyState.expired && version.isLive(now),
                    LastUse.of(version)))
            .toList(),
        key.version);
  }

  /** The entity tag (RFC 9110 §8.8.3): changes with every change. */
  EntityTag tag() {
    return new EntityTag(Integer.toString(version));
  }

  private static KeyState state(StoredKey key, Partner partner, Instant now) {
    if (key.revokedAt != null || partner.isDeleted()) {
      return KeyState.revoked;
    }
    if (key.expiresAt != null && !key.expiresAt.isAfter(now)) {
      return KeyState.expired;
    }
    return key.enabled ? KeyState.active : KeyState.disabled;
  }
}
