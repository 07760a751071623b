package io.gatehouse.auth.revocation;

import io.gatehouse.auth.audit.AuditLog;
import io.gatehouse.guard.problem.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The ledger: each revocation with its sequence and its audit record, or none of the three. */
@ApplicationScoped
class Ledger implements RevocationLedger {

  /** An entry, and whether it was written now or stood there already. */
  record Written(LedgerEntry entry, boolean created) {}

  private final javax.sql.DataSource database;
  private final LedgerStore store;
  private final LedgerConfig config;
  private final AuditLog audit;
  private final Requester requester;
  private final InstantSource clock;

  Ledger(
      javax.sql.DataSource database,
      LedgerStore store,
      LedgerConfig config,
      AuditLog audit,
      Requester requester,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.config = config;
    this.audit = audit;
    this.requester = requester;
    this.clock = clock;
  }

  @Override
  @Transactional(TxType.MANDATORY)
  public long revoke(Target target, String id, String reason, @Nullable Instant credentialsEndAt) {
    Instant now = clock.instant();
    return write(target, id, reason, Mark.of(target, now), credentialsEndAt, null)
        .entry()
        .sequence();
  }

  @Override
  @Transactional(TxType.MANDATORY)
  public long revokeForGood(
      Target target, String id, String reason, @Nullable Instant credentialsEndAt) {
    return write(target, id, reason, null, credentialsEndAt, null).entry().sequence();
  }

  @Override
  @Transactional(TxType.MANDATORY)
  public long revokeAsOf(Target target, String id, String reason, Instant at) {
    return write(target, id, reason, Mark.of(target, at), null, null).entry().sequence();
  }

  @Override
  @Transactional(TxType.MANDATORY)
  public long revokeAtClient(Target target, String id, String client, String reason, Instant at) {
    return write(target, id, client, reason, Mark.endOf(at), null, null).entry().sequence();
  }

  @Override
  @Transactional(TxType.MANDATORY)
  public long revokeUser(String id, String reason, Set<String> sessions, Instant at) {
    for (String session : new TreeSet<>(sessions)) {
      write(Target.SESSION, session, reason, null, null, null);
    }
    return write(Target.USER, id, reason, Mark.secondOf(at), null, null).entry().sequence();
  }

  /** Everywhere. */
  @Transactional(TxType.MANDATORY)
  Written write(
      Target target,
      String id,
      String reason,
      @Nullable Instant issuedBefore,
      @Nullable Instant credentialsEndAt,
      @Nullable String idempotencyKey) {
    return write(target, id, null, reason, issuedBefore, credentialsEndAt, idempotencyKey);
  }

  /**
   * Writes an entry, unless one stands that says the same: the same request again, or a live entry
   * of this target, at this client or everywhere, whose mark is not older. A person who logged in
   * anew has tokens after the old mark, so the next revocation has a later mark and is written.
   *
   * @param client null for everywhere
   * @param issuedBefore null for good
   * @param idempotencyKey names the request, so that a retry is known as one; null if it has none
   */
  @Transactional(TxType.MANDATORY)
  Written write(
      Target target,
      String id,
      @Nullable String client,
      String reason,
      @Nullable Instant issuedBefore,
      @Nullable Instant credentialsEndAt,
      @Nullable String idempotencyKey) {
    try (Connection connection = database.getConnection()) {
      LedgerStore.Head head = store.lockHead(connection);
      String who = requester.current();
      if (idempotencyKey != null) {
        LedgerEntry before = store.byRequest(connection, who, idempotencyKey);
        if (before != null) {
          return again(before, target, id, client);
        }
      }
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      LedgerEntry live = store.live(connection, target, id, client, now);
      Instant mark = issuedBefore;
      if (mark != null && Mark.isDatedTo(target) && (live == null || live.issuedBefore() != null)) {
        mark = Mark.after(store.lastMark(connection, target, id, now), mark, now);
      }
      if (live != null && idempotencyKey == null && covers(live, mark, credentialsEndAt)) {
        return new Written(live, false);
      }
      Instant end =
          credentialsEndAt == null ? now.plus(config.longest().of(target)) : credentialsEndAt;
      LedgerEntry entry =
          new LedgerEntry(
              head.sequence() + 1,
              head.epoch(),
              target,
              id,
              client,
              reason,
              who,
              now,
              mark,
              // Verifiers count in whole seconds, and must not forget a moment too early.
              Mark.secondOf(end).plusSeconds(1));
      store.insert(connection, entry, idempotencyKey);
      audit.append("revocation.create", target.word(), id, null, described(entry));
      return new Written(entry, true);
    } catch (SQLException e) {
      throw new IllegalStateException("The revocation cannot be written", e);
    }
  }

  private static Written again(
      LedgerEntry before, Target target, String id, @Nullable String client) {
    if (before.target() != target
        || !before.id().equals(id)
        || !Objects.equals(before.client(), client)) {
      throw ErrorCode.IDEMPOTENCY_KEY_REUSED.because(
          "This Idempotency-Key was used to revoke something else.");
    }
    return new Written(before, false);
  }

  private static boolean covers(
      LedgerEntry live, @Nullable Instant issuedBefore, @Nullable Instant credentialsEndAt) {
    Instant mark = live.issuedBefore();
    boolean notOlder = mark == null || (issuedBefore != null && !mark.isBefore(issuedBefore));
    return notOlder && (credentialsEndAt == null || !live.expiresAt().isBefore(credentialsEndAt));
  }

  private static Map<String, Object> described(LedgerEntry entry) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("sequence", entry.sequence());
    if (entry.client() != null) {
      map.put("client", entry.client());
    }
    map.put("reason", entry.reason());
    Instant mark = entry.issuedBefore();
    if (mark != null) {
      map.put("issuedBefore", mark.toString());
    }
    map.put("expiresAt", entry.expiresAt().toString());
    return map;
  }
}
