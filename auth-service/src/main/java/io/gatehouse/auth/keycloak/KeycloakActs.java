package io.gatehouse.auth.keycloak;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.gatehouse.auth.audit.AuditLog;
import io.gatehouse.auth.audit.OnBehalf;
import io.gatehouse.auth.keycloak.StoredEvents.Stored;
import io.gatehouse.auth.revocation.LoginEndings;
import io.gatehouse.auth.revocation.RevocationLedger;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes acts facts: each once, all that it turns away in one transaction with its id. */
@ApplicationScoped
class KeycloakActs {

  private static final Logger LOG = Logger.getLogger(KeycloakActs.class);

  /** A transaction of Keycloak's is over by then. */
  private static final Duration COMMITTED_WITHIN = Duration.ofSeconds(5);

  /** Longer than Keycloak keeps its events, so that none can come twice. */
  private static final Duration REMEMBERED = Duration.ofDays(8);

  private final javax.sql.DataSource database;
  private final RevocationLedger ledger;
  private final LoginEndings logins;
  private final AuditLog audit;
  private final Consequences consequences;
  private final MeterRegistry meters;
  private final InstantSource clock;

  KeycloakActs(
      javax.sql.DataSource database,
      RevocationLedger ledger,
      LoginEndings logins,
      AuditLog audit,
      @ConfigProperty(name = "gatehouse.guard.realm.issuer") URI realm,
      MeterRegistry meters,
      InstantSource clock) {
    this.database = database;
    this.ledger = ledger;
    this.logins = logins;
    this.audit = audit;
    String issuer = realm.toString();
    this.consequences = new Consequences(issuer.substring(issuer.lastIndexOf('/') + 1));
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Whether this was the first time that the act was seen.
   *
   * @param id of the event at Keycloak
   * @param path by which it came, for the metric
   */
  boolean apply(String id, KeycloakAct act, String path) {
    List<Consequence> found = consequences.of(act);
    String who = act.by().substring(0, Math.min(act.by().length(), 200));
    boolean first =
        OnBehalf.ofKeycloak(
            who, () -> QuarkusTransaction.requiringNew().call(() -> write(id, act, found)));
    meters
        .counter(
            "gatehouse.keycloak.acts",
            "path",
            path,
            "outcome",
            first ? (found.isEmpty() ? "nothing" : "applied") : "known")
        .increment();
    if (first && !found.isEmpty()) {
      LOG.infof("act at keycloak id=%s by=%s turned away=%d", id, who, found.size());
    }
    return first;
  }

  private boolean write(String id, KeycloakAct act, List<Consequence> found) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into keycloak_act (id, seen_at) values (?, ?) on conflict do nothing")) {
      insert.setString(1, id);
      insert.setTimestamp(2, Timestamp.from(clock.instant()));
      if (insert.executeUpdate() == 0) {
        return false;
      }
    }
    List<Long> sequences = new ArrayList<>();
    for (Consequence one : found) {
      sequences.add(turnAway(one, act));
    }
    if (!found.isEmpty()) {
      Consequence one = found.getFirst();
      // The entry may have stood already, as when a logout token was quicker: who did it, and which
      // event of Keycloak's it was, is known here alone.
      audit.append(
          "keycloak.act",
          one.target().word(),
          one.id(),
          null,
          Map.of("event", id, "reason", one.reason(), "sequences", sequences));
    }
    return true;
  }

  private long turnAway(Consequence one, KeycloakAct act) {
    String reason = "keycloak: " + one.reason();
    if (one.forGood()) {
      return ledger.revokeForGood(one.target(), one.id(), reason, null);
    }
    Instant at = asOf(act);
    String client = one.client();
    if (client != null) {
      return ledger.revokeAtClient(one.target(), one.id(), client, reason, at);
    }
    Set<String> sessions = one.sessions();
    if (sessions != null) {
      return ledger.revokeUser(one.id(), reason, sessions, at);
    }
    long sequence = ledger.revokeAsOf(one.target(), one.id(), reason, at);
    if (one.endsLogins()) {
      // The listener would have named those that it ended: it did not see this act.
      logins.ask(sequence, one.target(), one.id(), null, loginsBefore(act), act.text("session"));
    }
    return sequence;
  }

  /**
   * What was issued later is let in. Not the very moment of the act: until Keycloak had committed
   * it, it could issue tokens by what was true before.
   */
  private Instant asOf(KeycloakAct act) {
    Instant now = clock.instant();
    Instant at = act.at();
    Instant committed = at == null ? now : at.plus(COMMITTED_WITHIN);
    return committed.isBefore(now) ? committed : now;
  }

  /**
   * As the listener has it: logins of the same second end as well, unless the person did it, who
   * may have done it while logging in.
   */
  private Instant loginsBefore(KeycloakAct act) {
    Instant at = act.at();
    Instant second = (at == null ? clock.instant() : at).truncatedTo(SECONDS);
    return act.type() == null ? second.plusSeconds(1) : second;
  }

  /** Those that turn somebody away and were not seen before, by whichever way they came. */
  List<Stored> unseen(List<Stored> events) {
    List<Stored> telling =
        events.stream().filter(event -> !consequences.of(event.act()).isEmpty()).toList();
    if (telling.isEmpty()) {
      return telling;
    }
    Set<String> seen = new HashSet<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select id from keycloak_act where id = any (?)")) {
      query.setArray(
          1, connection.createArrayOf("text", telling.stream().map(Stored::id).toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          seen.add(row.getString(1));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Acts cannot be looked up", e);
    }
    return telling.stream().filter(event -> !seen.contains(event.id())).toList();
  }

  @Scheduled(every = "1h", delayed = "2m")
  void forget() {
    QuarkusTransaction.requiringNew()
        .run(() -> {
          try (Connection connection = database.getConnection();
              PreparedStatement delete =
                  connection.prepareStatement("delete from keycloak_act where seen_at < ?")) {
            delete.setTimestamp(1, Timestamp.from(clock.instant().minus(REMEMBERED)));
            delete.executeUpdate();
          } catch (SQLException e) {
            LOG.warnf("old acts stay: %s", e.getMessage());
          }
        });
  }
}
