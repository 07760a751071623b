package io.gatehouse.auth.revocation;

import io.gatehouse.guard.revocation.LedgerClient;
import io.gatehouse.guard.revocation.Revocation;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.function.Consumer;

/** This service verifies too; its verifier need not ask over HTTP for what lies in its database. */
@Singleton
class OwnLedger implements LedgerClient {

  private final LedgerReader ledger;
  private final Verifiers verifiers;

  OwnLedger(LedgerReader ledger, Verifiers verifiers) {
    this.ledger = ledger;
    this.verifiers = verifiers;
  }

  @Override
  public Answer after(String verifier, long epoch, long after, Consumer<Revocation> sink)
      throws IOException {
    try {
      verifiers.heardOverHttp(verifier, epoch, after);
      LedgerReader.Difference difference =
          ledger.difference(epoch, after, entry -> sink.accept(revocation(entry)));
      return new Answer(difference.epoch(), difference.sequence(), difference.after());
    } catch (RuntimeException e) {
      throw new IOException(e);
    }
  }

  private static Revocation revocation(LedgerEntry entry) {
    return new Revocation(
        entry.sequence(),
        io.gatehouse.guard.revocation.Target.valueOf(entry.target().name()),
        entry.id(),
        entry.client(),
        SecurityEvents.mark(entry),
        entry.expiresAt().getEpochSecond());
  }
}
