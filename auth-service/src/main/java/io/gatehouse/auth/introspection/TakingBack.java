package io.gatehouse.auth.introspection;

import io.gatehouse.auth.key.KeyRevocation;
import io.gatehouse.auth.revocation.RevocationLedger;
import io.gatehouse.auth.revocation.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;

/** Makes a revocation that was asked for by RFC 7009 a fact. */
@ApplicationScoped
class TakingBack {

  /** Beyond a token's end, for verifiers whose clocks are late. */
  private static final Duration LATE_CLOCKS = Duration.ofMinutes(1);

  private final KeyRevocation keys;
  private final RevocationLedger ledger;

  TakingBack(KeyRevocation keys, RevocationLedger ledger) {
    this.keys = keys;
    this.ledger = ledger;
  }

  void key(String id, String client) {
    keys.revoke(id, "taken back (RFC 7009) by " + client);
  }

  /** The token alone: its key stays good, and can be exchanged anew. */
  @Transactional
  void token(String id, Instant expiresAt, String client) {
    ledger.revoke(
        Target.TOKEN, id, "taken back (RFC 7009) by " + client, expiresAt.plus(LATE_CLOCKS));
  }
}
