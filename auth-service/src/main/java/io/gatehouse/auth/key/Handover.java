package io.gatehouse.auth.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;

/** What the use of a secret sets off while an old one and a new one live. */
@ApplicationScoped
class Handover {

  private final Keys keys;
  private final Event<OldSecretUsed> late;

  Handover(Keys keys, Event<OldSecretUsed> late) {
    this.keys = keys;
    this.late = late;
  }

  /**
   * Starts a grace that waited for the first use of the new secret. Only that first use writes.
   *
   * @return whether it did, so that what is known of the key is out of date
   */
  boolean firstUse(KeyLookup.Found found, KeyLookup.Secret proved) {
    boolean waits =
        found.secrets().stream()
            .anyMatch(other -> other.graceWaits() && other.number() < proved.number());
    if (waits) {
      keys.beginGrace(found.key().id());
    }
    return waits;
  }

  /** Tells whoever listens that an old secret is still in use shortly before its end. */
  void used(KeyLookup.Found found, KeyLookup.Secret proved, Instant now) {
    Instant from = proved.graceFrom();
    Instant end = proved.endsAt();
    if (from != null && end != null && GracePolicy.inLastFifth(from, end, now)) {
      late.fireAsync(
          new OldSecretUsed(found.key().id(), found.key().partnerId(), proved.number(), end, now));
    }
  }
}
