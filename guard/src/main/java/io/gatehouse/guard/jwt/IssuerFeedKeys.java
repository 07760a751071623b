package io.gatehouse.guard.jwt;

import io.gatehouse.guard.revocation.FeedKeys;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.Key;
import org.jspecify.annotations.Nullable;

/** The key set of {@code auth-service}, that verifies keys' tokens, verifies its feed too. */
@Singleton
@DefaultBean
class IssuerFeedKeys implements FeedKeys {

  private final Issuers issuers;

  IssuerFeedKeys(Issuers issuers) {
    this.issuers = issuers;
  }

  @Override
  public @Nullable Key find(String keyId) {
    for (TrustedIssuer issuer : issuers.all()) {
      if (issuer.name().equals("keys")) {
        KeySet set = issuer.keys().current();
        KeySet.Entry entry = set == null ? null : set.get(keyId);
        if (entry != null) {
          return entry.key();
        }
        Uni<KeySet> fetch = issuer.keys().refreshForUnknownKey();
        if (fetch != null) {
          fetch.subscribe().with(found -> {}, failed -> {});
        }
      }
    }
    return null;
  }
}
