package io.gatehouse.bench;

import io.gatehouse.guard.revocation.Revocation;
import java.time.Instant;

/** The entries of the full ledger: half tokens, a quarter sessions, a quarter users. */
final class Entry {

  private static final long EXPIRES_AT = Instant.now().plusSeconds(7_200).getEpochSecond();
  private static final long MARK = Instant.now().getEpochSecond();

  private Entry() {}

  /** As a snapshot has it; ids are as long as the real ones. */
  static String line(long sequence) {
    return switch ((int) (sequence % 4)) {
      case 0 -> line(sequence, "session", Revocation.FOR_GOOD);
      case 1 -> line(sequence, "user", MARK);
      default -> line(sequence, "token", Revocation.FOR_GOOD);
    };
  }

  private static String line(long sequence, String target, long issuedBefore) {
    return "[%d,\"%s\",\"5f0c2a9e-0000-4000-8000-%012d\",%d,%d]\n"
        .formatted(sequence, target, sequence, issuedBefore, EXPIRES_AT);
  }
}
