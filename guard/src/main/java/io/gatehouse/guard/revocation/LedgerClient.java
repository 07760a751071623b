package io.gatehouse.guard.revocation;

import java.io.IOException;
import java.util.function.Consumer;

/** Asks for what is in the ledger and not in the copy: the poll for completeness. */
public interface LedgerClient {

  /**
   * Reads the live revocations after a sequence. Blocks.
   *
   * @param verifier who asks; it has applied {@code after}
   * @param epoch the epoch of the copy, 0 for an empty one
   * @param after the last sequence of the copy
   * @param sink gets each revocation; what it got must not be believed before this returns
   * @throws IOException when there is no answer, or none that can be believed
   */
  Answer after(String verifier, long epoch, long after, Consumer<Revocation> sink)
      throws IOException;

  /**
   * What the sink got: all live entries of {@code epoch} after {@code after} up to {@code
   * sequence}.
   *
   * @param after 0 when the ledger sent everything, as it does for another epoch
   */
  record Answer(long epoch, long sequence, long after) {}
}
