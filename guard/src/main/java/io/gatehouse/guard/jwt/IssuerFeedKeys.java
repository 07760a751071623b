package io.gatehouse.guard.jwt;

import io.gatehouse.guard.GuardConfig;
import io.gatehouse.guard.revocation.FeedKeys;
import io.gatehouse.guard.revocation.RevocationConfig;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.Key;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The key set of {@code auth-service}, by which it signs keys' tokens, signs its feed too. */
@Singleton
@DefaultBean
class IssuerFeedKeys implements FeedKeys {

  private final @Nullable IssuerKeys keys;

  IssuerFeedKeys(
      Issuers issuers, GuardConfig guard, RevocationConfig revocation, InstantSource clock) {
    this.keys =
        revocation.enabled()
            ? issuers.feedKeys(
                guard
                    .keys()
                    .jwks()
                    .orElseThrow(
                        () -> new IllegalStateException("gatehouse.guard.keys.jwks is not set")),
                clock)
            : null;
  }

  @Override
  public @Nullable Key find(String keyId) {
    if (keys == null) {
      return null;
    }
    KeySet set = keys.current();
    KeySet.Entry entry = set == null ? null : set.get(keyId);
    if (entry != null) {
      return entry.key();
    }
    Uni<KeySet> fetch = keys.refreshForUnknownKey();
    if (fetch != null) {
      fetch.subscribe().with(found -> {}, failed -> {});
    }
    return null;
  }
}
