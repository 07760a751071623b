package io.gatehouse.auth.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the chain as it lies in the database, read in one snapshot.
 *
 * @param before the row before the first; null at the beginning of the chain, or if it is gone
 * @param head where the chain says that it ends; null if it does not say
 */
record ChainPage(@Nullable Link before, List<Row> rows, @Nullable Link head) {

  /** What the next row rests on. */
  record Link(long sequence, byte[] hash, byte @Nullable [] seal) {}

  /** A row: what it says, and what it says that it is. */
  record Row(AuditEntry entry, byte[] previousHash, byte[] hash, byte @Nullable [] seal) {}
}
