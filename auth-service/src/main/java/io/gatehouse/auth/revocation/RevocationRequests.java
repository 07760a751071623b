package io.gatehouse.auth.revocation;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
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
  private final LoginEndings logins;
  private final InstantSource clock;
  private final Iterable<Ending> endings;

  RevocationRequests(
      Ledger ledger, LoginEndings logins, InstantSource clock, @Any Instance<Ending> endings) {
    this.ledger = ledger;
    this.logins = logins;
    this.endings = endings;
    this.clock = clock;
  }

  /**
   * A key or a partner is ended itself; of anything else, what was issued for it.
   *
   * @param client at which alone the person is turned away; null for everywhere
   * @param sessions all logins that the person has now, each of which is revoked by name before the
   *     person is: then the mark can stand at the beginning of this second, and a login later in it
   *     is let in. Null if they are not known: then the mark is the end of the second.
   */
  @Transactional
  Ledger.Written revoke(
      Target target,
      String id,
      @Nullable String client,
      String reason,
      @Nullable Set<String> sessions,
      @Nullable String idempotencyKey) {
    Instant now = clock.instant();
    Instant mark = Mark.of(target, now);
    if (client != null) {
      require(target == Target.USER && sessions == null, "/client", "only a user's, all sessions");
      return endLogins(
          ledger.write(target, id, client, reason, Mark.endOf(now), null, idempotencyKey));
    }
    if (sessions != null) {
      require(target == Target.USER, "/sessions", "only with target user");
      for (String session : new TreeSet<>(sessions)) {
        endLogins(ledger.write(Target.SESSION, session, reason, null, null, null));
      }
      mark = Mark.secondOf(now);
    }
    for (Ending ending : endings) {
      if (ending.target() == target) {
        boolean ended = ending.end(id, reason);
        Ledger.Written written = ledger.write(target, id, reason, null, null, idempotencyKey);
        return new Ledger.Written(written.entry(), ended || written.created());
      }
    }
    return endLogins(ledger.write(target, id, reason, mark, null, idempotencyKey));
  }

  private static void require(boolean met, String pointer, String detail) {
    if (!met) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "The request is not valid.",
          List.of(new Violation(pointer, detail)));
    }
  }

  /** Else a refresh token would bring what is not revoked. */
  private Ledger.Written endLogins(Ledger.Written written) {
    LedgerEntry entry = written.entry();
    logins.ask(
        entry.sequence(), entry.target(), entry.id(), entry.client(), entry.issuedBefore(), null);
    return written;
  }
}
