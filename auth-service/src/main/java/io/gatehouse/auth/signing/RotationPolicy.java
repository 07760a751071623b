package io.gatehouse.auth.signing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When signing keys come and go. A key is published before it signs, so that a verifier with an old
 * copy of the key set never meets one that it does not know, and after it has signed, until nothing
 * lives that it did.
 *
 * @param lead from publication to first use
 * @param rotateEvery from first use to the next key's
 * @param publishRetiredFor from last use to the end of publication
 */
record RotationPolicy(Duration lead, Duration rotateEvery, Duration publishRetiredFor) {

  RotationPolicy(SigningConfig config) {
    this(config.lead(), config.rotateEvery(), config.publishRetiredFor());
  }

  /** When the next key signs. */
  Instant signsFrom(Instant publishedAt) {
    return publishedAt.plus(lead);
  }

  /** Whether it is time to publish the next key, so that it can take over when this one is old. */
  boolean isNextDue(@Nullable Instant activatedAt, Instant now) {
    return activatedAt != null && !now.isBefore(activatedAt.plus(rotateEvery).minus(lead));
  }

  boolean isTakeoverDue(Instant nextPublishedAt, Instant now) {
    return !now.isBefore(signsFrom(nextPublishedAt));
  }

  /** Until when verifiers may need a retired key. */
  Instant publishedUntil(Instant retiredAt) {
    return retiredAt.plus(publishRetiredFor);
  }
}
