package io.gatehouse.auth.revocation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Ends the logins from which who was turned away would get new tokens. The identity provider does
 * that, later and as often as it takes: a revocation neither waits for it nor fails with it.
 */
public interface LoginEndings {

  /**
   * Writes down that logins are to be ended, in the transaction of the revocation.
   *
   * @param sequence of the revocation
   * @param client of a user, what this client alone has of their logins; null for all of them
   * @param issuedBefore its mark; null if it is for good
   * @param except a login that goes on; null if none does
   */
  void ask(
      long sequence,
      Target target,
      String id,
      @Nullable String client,
      @Nullable Instant issuedBefore,
      @Nullable String except);

  /** How far that is; null if nothing was to be ended. */
  @Nullable Progress of(long sequence);

  /**
   * How far it is.
   *
   * @param state {@code pending}, {@code done}, or {@code failed} for good
   * @param ended how many logins there were; a client's are not counted
   * @param lastFailure why the last attempt failed, in a word
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Progress(
      String state,
      int attempts,
      @Nullable Integer ended,
      @Nullable Instant finishedAt,
      @Nullable String lastFailure) {}
}
