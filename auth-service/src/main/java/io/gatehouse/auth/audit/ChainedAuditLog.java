package io.gatehouse.auth.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The audit table. Appends are one at a time over all replicas, since each holds the last hash. */
@ApplicationScoped
class ChainedAuditLog implements AuditLog {

  /** Names the advisory lock of the chain; any number that is ours alone. */
  private static final long CHAIN = 0x6761_7465_0002L;

  private final EntityManager database;
  private final CurrentActor actor;
  private final ObjectMapper mapper;
  private final InstantSource clock;
  private final AuditSeals seals;
  private final Event<Audited> observers;

  ChainedAuditLog(
      EntityManager database,
      CurrentActor actor,
      ObjectMapper mapper,
      InstantSource clock,
      AuditSeals seals,
      Event<Audited> observers) {
    this.observers = observers;
    this.seals = seals;
    this.database = database;
    this.actor = actor;
    this.mapper = mapper;
    this.clock = clock;
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void append(
      String action,
      String target,
      String targetId,
      @Nullable Map<String, ?> before,
      @Nullable Map<String, ?> after) {
    // What Hibernate still holds back would take its row locks under the chain's.
    database.flush();
    // Observers may write too, so they come before the chain is locked.
    observers.fire(new Audited(action, target, targetId, before, after));
    database
        .createNativeQuery("select pg_advisory_xact_lock(:chain)")
        .setParameter("chain", CHAIN)
        .getSingleResult();
    // A statement of its own: its snapshot is taken once the lock is held.
    Link last = last();
    AuditEntry entry =
        new AuditEntry(
            last.sequence() + 1,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            action,
            target,
            targetId,
            actor.get(),
            json(before),
            json(after));
    insert(entry, last.hash());
  }

  private record Link(long sequence, byte[] hash) {}

  private Link last() {
    List<Object[]> rows =
        database
            .createNativeQuery(
                "select sequence, hash from audit order by sequence desc limit 1", Object[].class)
            .getResultList();
    return rows.isEmpty()
        ? new Link(0, AuditEntry.GENESIS)
        : new Link(((Number) rows.getFirst()[0]).longValue(), (byte[]) rows.getFirst()[1]);
  }

  private void insert(AuditEntry entry, byte[] previous) {
    Actor who = entry.actor();
    database
        .unwrap(Session.class)
        .doWork(connection -> {
          try (var insert =
                  connection.prepareStatement(
                      """
                      insert into audit (sequence, at, action, target, target_id, actor, actor_name,
                        actor_origin, actor_client, address, trace_id, before, after,
                        previous_hash, hash, seal)
                      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?::json, ?, ?, ?)
                      """);
              var head =
                  connection.prepareStatement(
                      """
                      insert into audit_head values (1, ?, ?, ?) on conflict (id) do update
                        set sequence = excluded.sequence, hash = excluded.hash, seal = excluded.seal
                      """)) {
            byte[] hash = entry.hash(previous);
            insert.setLong(1, entry.sequence());
            insert.setObject(2, entry.at().atOffset(java.time.ZoneOffset.UTC));
            insert.setString(3, entry.action());
            insert.setString(4, entry.target());
            insert.setString(5, entry.targetId());
            insert.setString(6, who.subject());
            insert.setString(7, who.name());
            insert.setString(8, who.origin());
            insert.setString(9, who.client());
            insert.setString(10, who.address());
            insert.setString(11, who.traceId());
            insert.setString(12, entry.before());
            insert.setString(13, entry.after());
            insert.setBytes(14, previous);
            insert.setBytes(15, hash);
            insert.setBytes(16, seals.ofRow(hash));
            insert.executeUpdate();
            head.setLong(1, entry.sequence());
            head.setBytes(2, hash);
            head.setBytes(3, seals.ofHead(entry.sequence(), hash));
            head.executeUpdate();
          }
        });
  }

  private @Nullable String json(@Nullable Map<String, ?> members) {
    try {
      return members == null ? null : mapper.writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("An audit snapshot must be plain JSON values", e);
    }
  }
}
