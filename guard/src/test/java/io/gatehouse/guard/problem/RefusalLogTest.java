package io.gatehouse.guard.problem;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.testkit.IssuerResource;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(IssuerResource.class)
class RefusalLogTest {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler recorder =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          String text =
              entry instanceof ExtLogRecord ext ? ext.getFormattedMessage() : entry.getMessage();
          lines.add(text + (entry.getThrown() == null ? "" : " " + entry.getThrown()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    recorder.setLevel(Level.ALL);
    Logger.getLogger("").addHandler(recorder);
  }

  @AfterEach
  void stop() {
    Logger.getLogger("").removeHandler(recorder);
  }

  @Test
  void refusedKeyIsOneLineWithItsIdAndWithoutItsSecret() {
    ApiKey key = ApiKey.generate("live", "revoked000000000", new SecureRandom());
    String trace =
        given()
            .header("Authorization", "Bearer " + key.reveal())
            .get("/v1/whoami")
            .then()
            .statusCode(401)
            .extract()
            .path("traceId");
    List<String> told = lines.stream().filter(line -> line.contains(trace)).toList();
    assertEquals(1, told.size(), told.toString());
    assertTrue(told.getFirst().contains("key_revoked GET /v1/whoami key=" + key.id()));
    assertNowhere(key.secret());
  }

  @Test
  void noTokenAndNoKeyIsEverLogged() {
    String token = TestTokens.alice();
    ApiKey broken = ApiKey.generate("live", "broken0000000000", new SecureRandom());
    given().header("Authorization", "Bearer " + token + "x").get("/v1/whoami");
    given().header("Authorization", "Bearer " + token).get("/v1/admin");
    given().header("Authorization", "Bearer " + broken.reveal()).get("/v1/whoami");
    given().get("/v1/whoami?key=" + broken.reveal());
    given().get("/v1/" + broken.reveal());
    given().header("X-API-Key", broken.reveal() + "x").get("/v1/whoami");
    assertNowhere(token.substring(token.lastIndexOf('.') + 1));
    assertNowhere(broken.secret());
  }

  @Test
  void lineBreakOfAStrangerStartsNoLine() {
    given().urlEncodingEnabled(false).get("/v1/a%0d%0aINFO%20admitted%20root");
    assertTrue(lines.stream().anyMatch(line -> line.contains("not_found")));
    assertTrue(lines.stream().noneMatch(line -> line.contains("\n") || line.contains("\r")));
  }

  private void assertNowhere(String secret) {
    for (String line : lines) {
      assertFalse(line.contains(secret), "a secret is in the log");
    }
  }
}
