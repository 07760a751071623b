package io.gatehouse.auth.key;

import jakarta.enterprise.context.ApplicationScoped;

/** What the use of a secret sets off while an old one and a new one live. */
@ApplicationScoped
class Handover {

  private final Keys keys;

  Handover(Keys keys) {
    this.keys = keys;
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
}
