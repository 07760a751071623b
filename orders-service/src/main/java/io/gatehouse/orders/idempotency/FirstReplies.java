package io.gatehouse.orders.idempotency;

import io.gatehouse.guard.idempotency.IdempotencyKey;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;

/** The first answers, by caller and key, in the same database and transaction as what they tell. */
@ApplicationScoped
public class FirstReplies {

  /** How long a repeat still gets the first answer. */
  public static final Duration KEPT = Duration.ofHours(24);

  private final EntityManager database;
  private final InstantSource clock;

  FirstReplies(EntityManager database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Whose key: nobody reaches the answers of another owner, or of an owner's other app. */
  public record Scope(String ownerKind, String ownerId, String clientId, IdempotencyKey key) {}

  /** What the client was told when the work was done. */
  public record Reply(String location, String etag, String body) {}

  /** What became of a claim to do the work. */
  public sealed interface Claim {

    /** Nobody has done it: do it, then {@link #keep} the answer. */
    record Ours() implements Claim {}

    /** It is done, and this was the answer. */
    record Answered(Reply reply) implements Claim {}

    /** The key was used for another request. */
    record Reused() implements Claim {}
  }

  /**
   * Claims the key for a request with this body. Of many at once one gets it; the others wait in
   * PostgreSQL, on the unique index, until that one has committed or given up.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Claim claim(Scope scope, String body) {
    Instant now = clock.instant();
    String fingerprint = sha256(body);
    int claimed =
        named(
                """
                insert into idempotency_record
                  (owner_kind, owner_id, client_id, key, fingerprint, expires_at)
                values (:ownerKind, :ownerId, :clientId, :key, :fingerprint, :expiresAt)
                on conflict (owner_kind, owner_id, client_id, key) do update
                  set fingerprint = excluded.fingerprint, expires_at = excluded.expires_at,
                      location = null, etag = null, body = null
                  where idempotency_record.expires_at <= :now
                """,
                scope)
            .setParameter("fingerprint", fingerprint)
            .setParameter("expiresAt", now.plus(KEPT))
            .setParameter("now", now)
            .executeUpdate();
    return claimed == 1 ? new Claim.Ours() : first(scope, fingerprint);
  }

  /** Keeps the answer to what was claimed in this transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void keep(Scope scope, Reply reply) {
    named(
            "update idempotency_record set location = :location, etag = :etag, body = :body" + MINE,
            scope)
        .setParameter("location", reply.location())
        .setParameter("etag", reply.etag())
        .setParameter("body", reply.body())
        .executeUpdate();
  }

  /** Removes what is past its time. Every replica may do it: the work is the same and small. */
  @Scheduled(every = "1h", delayed = "1m")
  @Transactional
  void forget() {
    database
        .createNativeQuery("delete from idempotency_record where expires_at <= :now")
        .setParameter("now", clock.instant())
        .executeUpdate();
  }

  private static final String MINE =
      " where owner_kind = :ownerKind and owner_id = :ownerId and client_id = :clientId"
          + " and key = :key";

  // The failed claim has locked the row, so it can be neither purged nor taken over meanwhile.
  private Claim first(Scope scope, String fingerprint) {
    Tuple row =
        (Tuple)
            bind(
                    database.createNativeQuery(
                        "select fingerprint, location, etag, body from idempotency_record" + MINE,
                        Tuple.class),
                    scope)
                .getSingleResult();
    if (!fingerprint.equals(row.get(0, String.class))) {
      return new Claim.Reused();
    }
    return new Claim.Answered(
        new Reply(row.get(1, String.class), row.get(2, String.class), row.get(3, String.class)));
  }

  private jakarta.persistence.Query named(String sql, Scope scope) {
    return bind(database.createNativeQuery(sql), scope);
  }

  private static jakarta.persistence.Query bind(jakarta.persistence.Query query, Scope scope) {
    return query
        .setParameter("ownerKind", scope.ownerKind())
        .setParameter("ownerId", scope.ownerId())
        .setParameter("clientId", scope.clientId())
        .setParameter("key", scope.key().value());
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
