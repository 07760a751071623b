package io.gatehouse.guard.logout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of a logout token. */
public sealed interface LogoutVerdict {

  /**
   * The realm says so. Whether it said so before is still to be asked: remember {@code id} until
   * {@code forgetAfter}, where all replicas see it, and refuse it the second time.
   *
   * @param id the token's {@code jti}
   * @param client of the audience
   * @param session {@code sid} of the login that ended; null if all of the person's did
   * @param user {@code sub}; null only if there is a session
   * @param forgetAfter from then on the token is refused for its age
   */
  record Ended(
      String id,
      String client,
      @Nullable String session,
      @Nullable String user,
      Instant forgetAfter)
      implements LogoutVerdict {}

  /**
   * No such thing was said (400 by §2.8).
   *
   * @param why one of a few fixed texts, fit for the answer, the log and a metric: it quotes
   *     nothing of the token
   */
  record Refused(String why) implements LogoutVerdict {}

  /** The realm's keys were never had: nobody can tell. */
  record Unknown() implements LogoutVerdict {}
}
