package io.gatehouse.guard.revocation;

import java.security.Key;
import org.jspecify.annotations.Nullable;

/** The public keys with which {@code auth-service} signs the feed and its snapshots. */
public interface FeedKeys {

  /**
   * The key of this {@code kid}, from memory; null if there is none, which may start a fetch in the
   * background. Never blocks on a server: records of a key that is not known yet are not lost, the
   * difference is fetched later.
   */
  @Nullable Key find(String keyId);
}
