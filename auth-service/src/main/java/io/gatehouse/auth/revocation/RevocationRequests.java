package io.gatehouse.auth.revocation;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a person asks for over the API, as entries of the ledger. */
@ApplicationScoped
class RevocationRequests {

  private final Ledger ledger;
  private final InstantSource clock;

  RevocationRequests(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * @param sessions all logins that the person has now, each of which is revoked by name before the
   *     person is: then the mark can stand at the beginning of this second, and a login later in it
   *     is let in. Null if they are not known: then the mark is the end of the second.
   */
  @Transactional
  Ledger.Written revoke(
      Target target,
      String id,
      String reason,
      @Nullable Set<String> sessions,
      @Nullable String idempotencyKey) {
    Instant now = clock.instant();
    Instant mark = Mark.of(target, now);
    if (sessions != null) {
      if (target != Target.USER) {
        throw new ProblemException(
            ErrorCode.VALIDATION_FAILED,
            "The request is not valid.",
            List.of(new Violation("/sessions", "only with target user")));
      }
      for (String session : new TreeSet<>(sessions)) {
        ledger.write(Target.SESSION, session, reason, null, null, null);
      }
      mark = Mark.secondOf(now);
    }
    return ledger.write(target, id, reason, mark, null, idempotencyKey);
  }
}
