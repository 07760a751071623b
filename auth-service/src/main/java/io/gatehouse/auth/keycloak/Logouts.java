package io.gatehouse.auth.keycloak;

import io.gatehouse.auth.audit.OnBehalf;
import io.gatehouse.auth.revocation.RevocationLedger;
import io.gatehouse.auth.revocation.Target;
import io.gatehouse.guard.logout.LogoutVerdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Makes logouts facts: the token is used up in the transaction that turns the login away, so that
 * neither happens without the other.
 *
 * <p>A logout token is for one client, and ends what that client has of the login: Keycloak sends
 * one, with the login's {@code sid}, when an app is disconnected and the login goes on at others.
 * Of a login that is over each of its clients is told, and the event listener tells it of the
 * whole.
 */
@ApplicationScoped
class Logouts {

  private static final Logger LOG = Logger.getLogger(Logouts.class);

  private static final String REASON = "keycloak: logged out";

  private final javax.sql.DataSource database;
  private final RevocationLedger ledger;
  private final MeterRegistry meters;
  private final InstantSource clock;

  Logouts(
      javax.sql.DataSource database,
      RevocationLedger ledger,
      MeterRegistry meters,
      InstantSource clock) {
    this.database = database;
    this.ledger = ledger;
    this.meters = meters;
    this.clock = clock;
  }

  /** False if the token was used before: then nothing happens. */
  boolean apply(LogoutVerdict.Ended ended) {
    boolean first =
        OnBehalf.ofKeycloak(
            KeycloakAct.NOBODY, () -> QuarkusTransaction.requiringNew().call(() -> write(ended)));
    if (first) {
      meters
          .counter("gatehouse.keycloak.acts", "path", "backchannel", "outcome", "applied")
          .increment();
      LOG.infof("logout told by keycloak for client=%s id=%s", ended.client(), ended.id());
    }
    return first;
  }

  private boolean write(LogoutVerdict.Ended ended) throws SQLException {
    if (!use(ended.id(), ended.forgetAfter())) {
      return false;
    }
    String session = ended.session();
    String user = ended.user();
    Instant now = clock.instant();
    if (session != null) {
      ledger.revokeAtClient(Target.SESSION, session, ended.client(), REASON, now);
    } else if (user != null) {
      ledger.revokeAtClient(Target.USER, user, ended.client(), REASON, now);
    }
    return true;
  }

  private boolean use(String jti, Instant forgetAfter) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into logout_token (jti, forget_at) values (?, ?) on conflict do nothing")) {
      insert.setString(1, jti);
      insert.setTimestamp(2, Timestamp.from(forgetAfter));
      return insert.executeUpdate() == 1;
    }
  }

  @Scheduled(every = "10m", delayed = "2m")
  void forget() {
    QuarkusTransaction.requiringNew()
        .run(() -> {
          try (Connection connection = database.getConnection();
              PreparedStatement delete =
                  connection.prepareStatement("delete from logout_token where forget_at < ?")) {
            delete.setTimestamp(1, Timestamp.from(clock.instant()));
            delete.executeUpdate();
          } catch (SQLException e) {
            LOG.warnf("used logout tokens stay: %s", e.getMessage());
          }
        });
  }
}
