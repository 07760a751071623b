package io.gatehouse.guard.revocation;

import java.time.Instant;

/** What one entry of the stream turned out to be. */
public sealed interface FeedMessage {

  /** A revocation that {@code auth-service} signed. */
  record Record(long epoch, Revocation revocation) implements FeedMessage {}

  /** A statement, signed, that at this moment {@code sequence} was the last of {@code epoch}. */
  record Heartbeat(long epoch, long sequence, Instant at) implements FeedMessage {}

  /** Nothing to believe: not signed, not by a known key, not for us, or not of our form. */
  record Forged(String why) implements FeedMessage {}
}
