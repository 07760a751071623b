package io.gatehouse.auth.pruning;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.key;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.auth.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PruningTest {

  @Inject Pruning pruning;
  @Inject AgroalDataSource database;

  /** Not of this service, so that no report of another test counts into it. */
  private static final String SERVICE = "pruning-test";

  @AfterEach
  void removeWebhook() throws SQLException {
    run("delete from webhook where id = 'whk_pruning'");
    run("delete from traffic where service = '" + SERVICE + "'");
  }

  @Test
  void usesByHourGoAfterFourHundredDaysAndYoungerOnesStay() throws SQLException {
    Api.Made key = key();
    for (int days : new int[] {399, 401, 900}) {
      run(
          "insert into key_usage values ('%s', 1, now() - interval '%d days', 'admitted', 1)"
              .formatted(key.id(), days));
    }
    pruning.prune();
    assertEquals(1, count("key_usage where key_id = '" + key.id() + "'"));
  }

  @Test
  void trafficGoesAfterTwoDaysHoweverMuchOfItThereIs() throws SQLException {
    run(
        "insert into traffic select now() - interval '49 hours' - n * interval '1 minute', 'jwt',"
            + " 'admitted', '%s', 1 from generate_series(1, 12000) n".formatted(SERVICE));
    run(
        "insert into traffic values (now() - interval '47 hours', 'jwt', 'admitted', '%s', 1)"
            .formatted(SERVICE));
    pruning.prune();
    assertEquals(1, count("traffic where service = '" + SERVICE + "'"));
  }

  @Test
  void deliveriesGoBeforeTheirEventsAndNoEventBeforeItsDeliveries() throws SQLException {
    Api.Made key = key();
    run(
        "insert into webhook values ('whk_pruning', 'https://hooks.example', '', '{}', false, '',"
            + " now(), 'test')");
    age("event", "at", 500, "key_id = '" + key.id() + "'");
    run(
        "insert into webhook_delivery (webhook_id, event, state, created_at, next_at) select"
            + " 'whk_pruning', sequence, 'pending', now() - interval '29 days', now() from event"
            + " where key_id = '%s'".formatted(key.id()));
    pruning.prune();
    assertEquals(1, count("webhook_delivery where webhook_id = 'whk_pruning'"));
    assertEquals(1, count("event where key_id = '" + key.id() + "'"));
    age("webhook_delivery", "created_at", 31, "webhook_id = 'whk_pruning'");
    pruning.prune();
    assertEquals(0, count("webhook_delivery where webhook_id = 'whk_pruning'"));
    assertEquals(0, count("event where key_id = '" + key.id() + "'"));
  }

  @Test
  void whatIsToldOnceOfAKeyIsRememberedWhileItLives() throws SQLException {
    Api.Made key = key();
    String unused = "event where type = 'key.unused' and key_id = '" + key.id() + "'";
    run(
        "insert into event (id, type, at, key_id, partner_id, data, once) values ('evt_%1$s',"
            + " 'key.unused', now() - interval '500 days', '%1$s', '%2$s', '{}', 'unused:%1$s')"
                .formatted(key.id(), key.partner()));
    pruning.prune();
    assertEquals(1, count(unused));
    ada().body(Map.of("reason", "over")).post("/v1/keys/" + key.id() + "/revoke");
    pruning.prune();
    assertEquals(0, count(unused));
  }

  private void age(String table, String column, int days, String which) throws SQLException {
    run(
        "update %s set %s = now() - interval '%d days' where %s"
            .formatted(table, column, days, which));
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String fromWhere) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from " + fromWhere)) {
      row.next();
      return row.getLong(1);
    }
  }
}
