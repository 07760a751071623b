package io.gatehouse.auth.key;

import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.usage.KeyUses;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a good key from a bad one. Unknown id, wrong secret, and wrong secret of a dead key take
 * the same steps: one read, two hashes, two comparisons, one answer, and that on a beat.
 */
@ApplicationScoped
public class KeyVerifier {

  private static final int COMPARISONS = 2;

  private final KeyLookup lookup;
  private final Peppers peppers;
  private final Handover handover;
  private final KeyUses uses;
  private final Beat beat;
  private final InstantSource clock;

  KeyVerifier(
      KeyLookup lookup,
      Peppers peppers,
      Handover handover,
      KeyUses uses,
      Beat beat,
      InstantSource clock) {
    this.uses = uses;
    this.beat = beat;
    this.lookup = lookup;
    this.handover = handover;
    this.peppers = peppers;
    this.clock = clock;
  }

  /**
   * The verdict on a key of good form.
   *
   * @throws SQLException if the database is away: that is no verdict
   */
  public KeyVerdict verify(ApiKey presented) throws SQLException {
    return verify(
        presented.id(), bound(presented.environment(), presented.id()), presented.secret());
  }

  /** The verdict on a secret of an imported key, whose text does not name its environment. */
  KeyVerdict verify(String id, String secret) throws SQLException {
    return verify(id, null, secret);
  }

  /** What a secret is hashed with, so that its hash is worthless in another key's row. */
  static String bound(String environment, String id) {
    return environment + '_' + id;
  }

  private KeyVerdict verify(String id, @Nullable String named, String secret) throws SQLException {
    long began = System.nanoTime();
    Instant asOf = clock.instant();
    KeyLookup.Found found = lookup.find(id);
    String bound = named == null ? bound(found.key().environment(), id) : named;
    KeyLookup.Secret proved = prove(bound, secret, found.secrets());
    if (proved == null || found.decoy()) {
      // For the decoy too, so that a known id takes no longer; its counts are thrown away.
      uses.refused(found.key().id(), ErrorCode.INVALID_KEY.code());
      beat.await(began);
      return new KeyVerdict.NotProved();
    }
    KeyVerdict verdict = judge(found, proved, asOf, clock.instant());
    if (verdict instanceof KeyVerdict.Good) {
      if (handover.firstUse(found, proved)) {
        return verify(id, named, secret);
      }
      renew(id, bound, secret, proved);
    }
    return verdict;
  }

  /** No early end: how many secrets there are, and which one matched, must not show in time. */
  private KeyLookup.@Nullable Secret prove(
      String bound, String text, List<KeyLookup.Secret> secrets) {
    KeyLookup.Secret proved = null;
    for (int i = 0; i < COMPARISONS; i++) {
      KeyLookup.Secret secret = secrets.get(Math.min(i, secrets.size() - 1));
      byte[] hash = peppers.hash(secret.pepperVersion(), bound, text);
      if (MessageDigest.isEqual(hash, secret.hash()) && proved == null) {
        proved = secret;
      }
    }
    return proved;
  }

  private static KeyVerdict judge(
      KeyLookup.Found found, KeyLookup.Secret secret, Instant asOf, Instant now) {
    KeyFacts key = found.key();
    if (key.revoked()) {
      return new KeyVerdict.Dead(key, ErrorCode.KEY_REVOKED, "This key has been revoked.");
    }
    if (ended(key.expiresAt(), now)) {
      return new KeyVerdict.Dead(key, ErrorCode.KEY_EXPIRED, "This key has expired.");
    }
    if (ended(secret.endsAt(), now)) {
      return new KeyVerdict.Dead(
          key, ErrorCode.KEY_EXPIRED, "This secret was replaced, and its grace period is over.");
    }
    if (!key.enabled()) {
      return new KeyVerdict.Dead(key, ErrorCode.KEY_DISABLED, "This key is disabled.");
    }
    return new KeyVerdict.Good(
        key, secret.number(), earlier(key.expiresAt(), secret.endsAt()), asOf, found.mark());
  }

  /** A new pepper takes over as each key is used; a failure costs nothing but another try. */
  private void renew(String id, String bound, String text, KeyLookup.Secret secret) {
    String current = peppers.current();
    if (secret.pepperVersion().equals(current)) {
      return;
    }
    try {
      lookup.upgrade(id, secret, current, peppers.hash(current, bound, text));
      Log.infof("key %s is now hashed under pepper %s", id, current);
    } catch (SQLException e) {
      Log.warnf("key %s stays under pepper %s: %s", id, secret.pepperVersion(), e);
    }
  }

  private static boolean ended(@Nullable Instant end, Instant now) {
    return end != null && !end.isAfter(now);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
