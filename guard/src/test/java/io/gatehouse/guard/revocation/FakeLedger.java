package io.gatehouse.guard.revocation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A ledger in memory that answers as auth-service does; its own tests run against the real one. */
final class FakeLedger implements LedgerClient {

  final List<Revocation> entries = new ArrayList<>();
  volatile long epoch = 1;
  volatile boolean away;
  volatile int asked;

  /** The last sequence; entries may be fewer, as some have expired. */
  volatile long sequence;

  Revocation add(Target target, String id, long issuedBefore) {
    return add(target, id, null, issuedBefore);
  }

  synchronized Revocation add(
      Target target, String id, @Nullable String client, long issuedBefore) {
    sequence++;
    Revocation r = new Revocation(sequence, target, id, client, issuedBefore, Revocation.FOR_GOOD);
    entries.add(r);
    return r;
  }

  @Override
  public synchronized Answer after(
      String verifier, long atEpoch, long after, Consumer<Revocation> sink) throws IOException {
    asked++;
    if (away) {
      throw new IOException("away");
    }
    long from = atEpoch == epoch && after <= sequence ? after : 0;
    entries.stream().filter(r -> r.sequence() > from).forEach(sink);
    return new Answer(epoch, sequence, from);
  }
}
