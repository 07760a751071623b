package io.gatehouse.auth.key;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.key;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.auth.Api;
import io.gatehouse.guard.apikey.ApiKey;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecretsStayHiddenTest {

  @Inject AgroalDataSource database;

  /** Everything that anything logs, whatever its level lets through. */
  private static final class Capture extends Handler {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord record) {
      StringWriter line = new StringWriter();
      line.append(ExtLogRecord.wrap(record).getFormattedMessage());
      if (record.getThrown() != null) {
        record.getThrown().printStackTrace(new java.io.PrintWriter(line, true));
      }
      lines.add(line.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void noSecretIsEverLogged() {
    Capture capture = new Capture();
    Logger root = Logger.getLogger("");
    Logger ours = Logger.getLogger("io.gatehouse");
    Level before = ours.getLevel();
    root.addHandler(capture);
    ours.setLevel(Level.ALL);
    try {
      Api.Made key = key();
      String fresh =
          ada()
              .body(Map.of("gracePeriod", "PT1H"))
              .post("/v1/keys/" + key.id() + "/rotate")
              .path("key");
      String wrong = ApiKey.generate("test", key.id(), new java.security.SecureRandom()).reveal();
      String token = exchange(fresh).extract().path("access_token");
      exchange(key.secret());
      exchange(wrong);
      exchange(wrong.substring(0, 72) + "!");
      exchange(fresh, Map.of("audience", "admin-service"));
      given().auth().oauth2(fresh).get("/v1/partners");
      given().auth().oauth2(wrong).get("/v1/partners");
      given().header("X-API-Key", fresh).get("/v1/partners");
      given().auth().oauth2(fresh).header("X-API-Key", key.secret()).get("/v1/partners");
      given().queryParam("q", fresh).auth().oauth2(fresh).get("/v1/partners?q=" + fresh);
      ada().body("{\"reason\":\"x\"}").post("/v1/keys/" + key.id() + "/revoke");
      exchange(fresh);
      assertTrue(
          capture.lines.stream().anyMatch(line -> line.contains("token refused")),
          "the capture works");
      for (String secret : List.of(key.secret(), fresh, wrong)) {
        String hidden = Objects.requireNonNull(ApiKey.parse(secret)).secret();
        for (String line : capture.lines) {
          assertFalse(line.contains(hidden), line);
          assertFalse(line.contains(token.substring(token.lastIndexOf('.') + 1)), line);
        }
      }
    } finally {
      root.removeHandler(capture);
      ours.setLevel(before);
    }
  }

  @Test
  void noSecretIsEverStored() throws Exception {
    Api.Made key = key();
    String hidden = Objects.requireNonNull(ApiKey.parse(key.secret())).secret();
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select k::text from api_key k union all select v::text from api_key_version v
                union all select encode(hash, 'escape') from api_key_version
                union all select a::text from audit a
                """)) {
      while (rows.next()) {
        assertFalse(rows.getString(1).contains(hidden));
      }
    }
  }
}
