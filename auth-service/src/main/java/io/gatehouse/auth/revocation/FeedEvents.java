package io.gatehouse.auth.revocation;

import java.time.Instant;

/** What the publisher puts on the stream, signed. */
interface FeedEvents {

  String revocation(LedgerEntry entry);

  /** That at this moment {@code sequence} was the last of {@code epoch}. */
  String heartbeat(long epoch, long sequence, Instant at);
}
