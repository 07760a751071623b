package io.gatehouse.auth.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.idempotency.IdempotencyKey;
import io.gatehouse.guard.problem.ErrorCode;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

/** What was created for which request, in the database and transaction of the thing itself. */
@ApplicationScoped
public class Creations {

  /** How long a repeat is known as one. */
  static final Duration KEPT = Duration.ofHours(24);

  private static final String CLAIM =
      """
      insert into creation (caller, client, key, fingerprint, created_id, expires_at)
      values (:caller, :client, :key, :fingerprint, :id, :expires)
      on conflict (caller, client, key) do update
        set fingerprint = excluded.fingerprint, created_id = excluded.created_id,
            expires_at = excluded.expires_at
        where creation.expires_at <= :now
      """;

  private final EntityManager database;
  private final ObjectMapper mapper;
  private final InstantSource clock;

  Creations(EntityManager database, ObjectMapper mapper, InstantSource clock) {
    this.database = database;
    this.mapper = mapper;
    this.clock = clock;
  }

  /**
   * A request to create something.
   *
   * @param where what it creates, and under what: {@code partners/prt_1/keys}
   * @param caller nobody reaches the things of another, or of another's app
   */
  public record Request(IdempotencyKey key, Caller caller, String where, Record body) {}

  /**
   * Claims the request for a thing that will get this id. Of many at once one gets it; the others
   * wait in PostgreSQL, on the primary key, until that one has committed or given up. To be called
   * before any other lock is taken.
   *
   * @return {@code id}, or the id of what the same request created before
   * @throws io.gatehouse.guard.problem.ProblemException if the key was used for something else
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public String claim(Request request, String id) {
    Instant now = clock.instant();
    byte[] fingerprint = fingerprint(request);
    int claimed =
        database
            .createNativeQuery(CLAIM)
            .setParameter("caller", request.caller().subject())
            .setParameter("client", request.caller().clientId())
            .setParameter("key", request.key().value())
            .setParameter("fingerprint", fingerprint)
            .setParameter("id", id)
            .setParameter("expires", now.plus(KEPT))
            .setParameter("now", now)
            .executeUpdate();
    return claimed == 1 ? id : before(request, fingerprint);
  }

  // The failed claim has locked the row, so it can be neither purged nor taken over meanwhile.
  private String before(Request request, byte[] fingerprint) {
    Object[] row =
        (Object[])
            database
                .createNativeQuery(
                    "select fingerprint, created_id from creation"
                        + " where caller = :caller and client = :client and key = :key",
                    Object[].class)
                .setParameter("caller", request.caller().subject())
                .setParameter("client", request.caller().clientId())
                .setParameter("key", request.key().value())
                .getSingleResult();
    if (!Arrays.equals(fingerprint, (byte[]) row[0])) {
      throw ErrorCode.IDEMPOTENCY_KEY_REUSED.because(
          "This Idempotency-Key was used to create something else.");
    }
    return (String) row[1];
  }

  /** Removes what is past its time. Every replica may do it: the work is the same and small. */
  @Scheduled(every = "1h", delayed = "1m")
  @Transactional
  void forget() {
    database
        .createNativeQuery("delete from creation where expires_at <= :now")
        .setParameter("now", clock.instant())
        .executeUpdate();
  }

  private byte[] fingerprint(Request request) {
    try {
      String body =
          mapper
              .writer()
              .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
              .writeValueAsString(request.body());
      return MessageDigest.getInstance("SHA-256")
          .digest((request.where() + '\n' + body).getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
