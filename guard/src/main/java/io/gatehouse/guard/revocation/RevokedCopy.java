package io.gatehouse.guard.revocation;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * This process's copy of what is revoked.
 *
 * <p>It only grows, until entries expire: no loss, gap or new beginning elsewhere takes anything
 * out of it. Readers take no lock.
 */
final class RevokedCopy {

  private static final String EVERYBODY = "";

  private final IdHash hash = new IdHash();
  private final RevokedSet entries = new RevokedSet();

  private static final int EVERYWHERE = 1;
  private static final int AT_ONE_CLIENT = 2;

  /** How a target was ever revoked, so that a check skips what cannot match. */
  private final AtomicIntegerArray kinds = new AtomicIntegerArray(Target.values().length);

  void put(Revocation revocation) {
    put(entries, revocation);
    saw(revocation.target().ordinal(), kind(revocation));
  }

  /** A set to fill apart from this copy, to be taken over when it is known to be whole. */
  Staged stage() {
    return new Staged();
  }

  boolean refuses(Caller caller) {
    long iat = caller.issuedAt().getEpochSecond();
    if (hit(Target.REALM, EVERYBODY, iat)) {
      return true;
    }
    return switch (caller.origin()) {
      case Origin.UserToken token -> token(caller, token.tokenId(), token.sessionId(), iat);
      case Origin.DelegatedToken token -> token(caller, token.tokenId(), token.sessionId(), iat);
      case Origin.ServiceToken token -> token(caller, token.tokenId(), null, iat);
      case Origin.PartnerKey key ->
          hit(Target.TOKEN, key.tokenId(), iat)
              || hit(Target.KEY, key.keyId(), iat)
              || hit(Target.PARTNER, caller.subject(), iat);
      case Origin.BrowserSession session ->
          token(caller, session.handle(), session.sessionId(), iat)
              || hit(Target.SESSION, session.handle(), iat);
    };
  }

  private boolean token(Caller caller, String tokenId, @Nullable String sessionId, long iat) {
    return hit(Target.TOKEN, tokenId, iat)
        || (sessionId != null && hit(Target.SESSION, sessionId, caller.clientId(), iat))
        || hit(Target.USER, caller.subject(), caller.clientId(), iat)
        || hit(Target.CLIENT, caller.clientId(), iat);
  }

  private boolean hit(Target target, String id, long iat) {
    return kinds.get(target.ordinal()) != 0 && isBefore(entries.mark(hash.of(target, id)), iat);
  }

  /** Everywhere, or at this client alone. */
  private boolean hit(Target target, String id, String client, long iat) {
    int kind = kinds.get(target.ordinal());
    if (kind == 0) {
      return false;
    }
    IdHash.Value whose = hash.of(target, id);
    return isBefore(entries.mark(whose), iat)
        || ((kind & AT_ONE_CLIENT) != 0 && isBefore(entries.mark(hash.at(whose, client)), iat));
  }

  private static boolean isBefore(long mark, long iat) {
    return mark == Revocation.FOR_GOOD || iat < mark;
  }

  int dropExpired(long now) {
    return entries.dropExpired(now);
  }

  int size() {
    return entries.size();
  }

  long bytes() {
    return entries.bytes();
  }

  private void put(RevokedSet set, Revocation r) {
    // There is one realm; whatever its name, its mark is for everybody.
    String id = r.target() == Target.REALM ? EVERYBODY : r.id();
    IdHash.Value whose = hash.of(r.target(), id);
    String client = r.client();
    IdHash.Value key = client == null ? whose : hash.at(whose, client);
    set.put(key, r.issuedBefore(), r.expiresAt());
  }

  private static int kind(Revocation revocation) {
    return revocation.client() == null ? EVERYWHERE : AT_ONE_CLIENT;
  }

  private void saw(int target, int kind) {
    kinds.accumulateAndGet(target, kind, (before, now) -> before | now);
  }

  /** Entries that are not believed yet. */
  final class Staged {
    private final RevokedSet set = new RevokedSet();
    private final int[] seen = new int[Target.values().length];

    void put(Revocation revocation) {
      RevokedCopy.this.put(set, revocation);
      seen[revocation.target().ordinal()] |= kind(revocation);
    }

    /** Believes them: from here on they refuse. */
    void commit() {
      entries.putAll(set);
      for (int i = 0; i < seen.length; i++) {
        saw(i, seen[i]);
      }
    }
  }
}
