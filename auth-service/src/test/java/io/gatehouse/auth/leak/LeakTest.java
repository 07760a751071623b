package io.gatehouse.auth.leak;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.key;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.auth.Api;
import io.gatehouse.guard.apikey.ApiKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeakTest {

  @Inject ReportLimit limit;

  private static ValidatableResponse report(String key) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("key", key, "source", "a public gist"))
        .post("/v1/leaks")
        .then();
  }

  private static ValidatableResponse github(String body, String signature) {
    return given()
        .contentType(ContentType.JSON)
        .header("Github-Public-Key-Identifier", GithubResource.KEY_ID)
        .header("Github-Public-Key-Signature", signature)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/v1/leaks")
        .then();
  }

  private static String signed(String body) {
    return GithubResource.sign(body.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertState(Api.Made key, String state) {
    ada().get("/v1/keys/" + key.id()).then().body("state", equalTo(state));
  }

  @Test
  void whoeverHoldsTheWholeKeyHasItRevoked() {
    Api.Made key = key();
    report(key.secret()).statusCode(200).body("label", equalTo("true_positive"));
    ada()
        .get("/v1/keys/" + key.id())
        .then()
        .body("state", equalTo("revoked"))
        .body("revokeReason", containsString("leaked"));
    exchange(key.secret()).statusCode(400).body("code", equalTo("key_revoked"));
    ada()
        .queryParam("target", "key")
        .queryParam("targetId", key.id())
        .get("/v1/audit")
        .then()
        .body("items.action", hasItem("key.leaked"))
        .body("items[0].after.source", equalTo("a public gist"));
    report(key.secret()).statusCode(200).body("label", equalTo("true_positive"));
  }

  @Test
  void keyThatAServiceSawInAnAddressIsFlaggedAndLives() {
    Api.Made key = key();
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("key", key.secret(), "source", "orders-service", "inAddress", true))
        .post("/v1/leaks")
        .then()
        .statusCode(200)
        .body("label", equalTo("true_positive"));
    assertState(key, "active");
    ada()
        .queryParam("target", "key")
        .queryParam("targetId", key.id())
        .get("/v1/audit")
        .then()
        .body("items[0].action", equalTo("key.leaked"))
        .body("items[0].after.policy", equalTo("FLAG"))
        .body("items[0].after.reporter", equalTo("guard"));
    // Whoever finds it where the public looks has it revoked all the same.
    report(key.secret()).statusCode(200);
    assertState(key, "revoked");
  }

  @Test
  void madeUpSecretEndsNobodysKey() {
    Api.Made key = key();
    SecureRandom random = new SecureRandom();
    report(ApiKey.generate("test", key.id(), random).reveal())
        .statusCode(200)
        .body("label", equalTo("false_positive"));
    report(ApiKey.generate("live", random).reveal())
        .statusCode(200)
        .body("label", equalTo("false_positive"));
    report("gk_live_nonsense").statusCode(200).body("label", equalTo("false_positive"));
    assertState(key, "active");
  }

  @Test
  void secretThatWasReplacedIsOursButItsKeyLives() {
    Api.Made key = key();
    ada()
        .body(Map.of("gracePeriod", "PT0S"))
        .post("/v1/keys/" + key.id() + "/rotate")
        .then()
        .statusCode(200);
    report(key.secret()).statusCode(200).body("label", equalTo("true_positive"));
    assertState(key, "active");
  }

  @Test
  void disabledKeyIsRevokedSoThatNobodyEnablesItAgain() {
    Api.Made key = key();
    ada().body("{\"enabled\":false}").patch("/v1/keys/" + key.id()).then().statusCode(200);
    report(key.secret()).statusCode(200).body("label", equalTo("true_positive"));
    assertState(key, "revoked");
  }

  @Test
  void githubsMessageIsAnsweredOneByOne() {
    Api.Made key = key();
    String other = ApiKey.generate("live", new SecureRandom()).reveal();
    String body =
        "[{\"token\":\"%s\",\"type\":\"gatehouse_key\",\"url\":\"https://example.org/a\",\"source\":\"commit\"},"
                .formatted(key.secret())
            + "{\"token\":\"%s\",\"type\":\"gatehouse_key\",\"url\":\"\",\"source\":\"content\"}]"
                .formatted(other);
    github(body, signed(body))
        .statusCode(200)
        .body("label", contains("true_positive", "false_positive"))
        .body("token_type", contains("gatehouse_key", "gatehouse_key"))
        .body("token_raw", contains(key.secret(), other));
    assertState(key, "revoked");
    ada()
        .queryParam("target", "key")
        .queryParam("targetId", key.id())
        .get("/v1/audit")
        .then()
        .body("items[0].after.source", containsString("https://example.org/a"))
        .body("items[0].after.reporter", equalTo("github"));
  }

  @Test
  void messageThatGithubDidNotSignChangesNothing() {
    Api.Made key = key();
    String body =
        "[{\"token\":\"%s\",\"type\":\"t\",\"url\":\"\",\"source\":\"commit\"}]"
            .formatted(key.secret());
    String forged =
        GithubResource.sign(
            body.getBytes(StandardCharsets.UTF_8), GithubResource.pair().getPrivate());
    github(body, forged).statusCode(403).body("code", equalTo("forbidden"));
    github(body + " ", signed(body)).statusCode(403);
    github(body, "not base64!").statusCode(403);
    github(body, "").statusCode(oneOf(400, 403));
    given()
        .contentType(ContentType.JSON)
        .header("Github-Public-Key-Identifier", "unknown")
        .header("Github-Public-Key-Signature", signed(body))
        .body(body)
        .post("/v1/leaks")
        .then()
        .statusCode(403);
    given()
        .contentType(ContentType.JSON)
        .header("Github-Public-Key-Signature", signed(body))
        .body(body)
        .post("/v1/leaks")
        .then()
        .statusCode(403);
    assertState(key, "active");
    String nonsense = "{\"token\":1}";
    github(nonsense, signed(nonsense)).statusCode(400);
    github("[null]", signed("[null]")).statusCode(400);
    github("[]", signed("[]")).statusCode(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                              | /key",
        "{'key':'gk','source':''}                        | /source",
        "{'key':'gk','source':'x','more':1}              | /more",
        "{'key':1,'source':'x'}                          | /key",
      })
  void memberThatIsWrongIsNamed(String body, String pointer) {
    given()
        .contentType(ContentType.JSON)
        .body(body.replace('\'', '"'))
        .post("/v1/leaks")
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem(pointer));
  }

  @Test
  void bodyThatIsNoReportIsRefused() {
    for (String body : new String[] {"", "null", "[]", "{", "\"x\""}) {
      given().contentType(ContentType.JSON).body(body).post("/v1/leaks").then().statusCode(400);
    }
    given()
        .contentType(ContentType.JSON)
        .body("{\"key\":\"" + "x".repeat(70_000) + "\"}")
        .post("/v1/leaks")
        .then()
        .statusCode(413);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void whoReportsTooOftenMustWait() {
    report("gk_live_x").statusCode(200);
    try {
      for (int i = 0; i < 1000; i++) {
        limit.spend("127.0.0.1");
      }
    } catch (RuntimeException enough) {
      // As wanted.
    }
    report("gk_live_x").statusCode(429).header("Retry-After", notNullValue());
    assertTrue(given().get("/q/metrics").asString().contains("gatehouse_leaks_total"));
  }
}
