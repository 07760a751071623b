package io.gatehouse.auth.key;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.key;
import static io.gatehouse.auth.Api.partner;
import static io.gatehouse.auth.Api.sam;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.auth.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class KeysTest {

  @Inject AgroalDataSource database;

  private static final Map<String, Object> NIGHTLY =
      Map.of("name", "nightly", "environment", "live", "scopes", List.of("orders:read"));

  @Test
  void createAnswers201WithLocationAndShowsTheKeyOnce() {
    String partner = partner("orders:read");
    var created =
        ada()
            .body(NIGHTLY)
            .post("/v1/partners/" + partner + "/keys")
            .then()
            .statusCode(201)
            .header("Cache-Control", containsString("no-store"))
            .header("ETag", notNullValue())
            .body("key", matchesPattern("gk_live_[0-9A-Za-z]{65}"))
            .body("state", equalTo("active"))
            .body("partnerId", equalTo(partner))
            .body("effectiveScopes", contains("orders:read"))
            .body("secrets", hasSize(1))
            .extract();
    String secret = created.path("key");
    ada()
        .get(created.header("Location"))
        .then()
        .statusCode(200)
        .body("$", not(org.hamcrest.Matchers.hasKey("key")))
        .body("id", equalTo(created.path("id")))
        .body(not(containsString(secret.substring(24, 60))));
  }

  @ParameterizedTest
  @CsvSource({
    "name,'',/name",
    "environment,'\"prod\"',/environment",
    "scopes,'[]',/scopes",
    "scopes,'[\"orders:write\"]',/scopes/0",
    "scopes,'[\"orders:read\",\"root\"]',/scopes/1",
    "scopes,'[\"keys:write\"]',/scopes/0",
    "expiresAt,'\"2001-01-01T00:00:00Z\"',/expiresAt",
    "expiresAt,'\"+99999-01-01T00:00:00Z\"',/expiresAt",
    "expiresAt,'\"tomorrow\"',/expiresAt",
    "allowedCidrs,'[\"203.0.113.0/24\",\"localhost\"]',/allowedCidrs/1",
    "allowedCidrs,'[\"203.0.113.0/33\"]',/allowedCidrs/0",
    "metadata,'{\"a\":{\"b\":1}}',/metadata/a",
    "rateLimit,'{\"requests\":1}',/rateLimit/period",
    "colour,'\"blue\"',/colour",
  })
  void badKeyIsRefusedWith400AndAPointer(String member, String value, String pointer) {
    String valid = "\"name\":\"n\",\"environment\":\"live\",\"scopes\":[\"orders:read\"]";
    String body =
        switch (member) {
          case "name" -> valid.replace("\"name\":\"n\"", "\"name\":\"\"");
          case "environment" -> valid.replace("\"live\"", value);
          case "scopes" -> valid.replace("[\"orders:read\"]", value);
          default -> valid + ",\"" + member + "\":" + value;
        };
    ada()
        .body("{" + body + "}")
        .post("/v1/partners/" + partner("orders:read") + "/keys")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.pointer", hasItem(pointer));
  }

  @Test
  void keyOfUnknownPartnerIs404() {
    ada().body(NIGHTLY).post("/v1/partners/prt_0/keys").then().statusCode(404);
    ada().get("/v1/partners/prt_0/keys").then().statusCode(404);
    ada().get("/v1/keys/0000000000000000").then().statusCode(404);
    ada().body("{}").patch("/v1/keys/0000000000000000").then().statusCode(404);
    ada().body("{}").post("/v1/keys/0000000000000000/rotate").then().statusCode(404);
  }

  @Test
  void supportReadsKeysAndChangesNothing() {
    Api.Made key = key();
    sam().get("/v1/keys/" + key.id()).then().statusCode(200);
    sam().get("/v1/partners/" + key.partner() + "/keys").then().statusCode(200);
    sam().body(NIGHTLY).post("/v1/partners/" + key.partner() + "/keys").then().statusCode(403);
    sam().body("{\"enabled\":false}").patch("/v1/keys/" + key.id()).then().statusCode(403);
    sam()
        .body("{\"reason\":\"x\"}")
        .post("/v1/keys/" + key.id() + "/revoke")
        .then()
        .statusCode(403);
    sam().body("{}").post("/v1/keys/" + key.id() + "/rotate").then().statusCode(403);
    exchange(key.secret()).statusCode(200);
  }

  @Test
  void keyItselfIsACredentialHereButNoOperator() {
    Api.Made key = key();
    Api.given()
        .auth()
        .oauth2(key.secret())
        .get("/v1/partners")
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
    String broken = key.secret().substring(0, 72) + (key.secret().endsWith("0") ? "1" : "0");
    Api.given()
        .auth()
        .oauth2(broken)
        .get("/v1/partners")
        .then()
        .statusCode(401)
        .body("code", equalTo("invalid_key"));
    ada().body("{\"reason\":\"x\"}").post("/v1/keys/" + key.id() + "/revoke");
    Api.given()
        .auth()
        .oauth2(key.secret())
        .get("/v1/partners")
        .then()
        .statusCode(401)
        .body("code", equalTo("key_revoked"));
  }

  @Test
  void keyIsRefusedHereFromAnAddressThatItDoesNotAllow() {
    Api.Made key =
        key(
            partner("orders:read"),
            Map.of("allowedCidrs", List.of("203.0.113.0/24")),
            "orders:read");
    Api.given()
        .auth()
        .oauth2(key.secret())
        .get("/v1/partners")
        .then()
        .statusCode(403)
        .body("code", equalTo("ip_not_allowed"));
  }

  @Test
  void listFiltersByStateEnvironmentScopeAndName() {
    String partner = partner("orders:read", "orders:write");
    Api.Made live = key(partner, Map.of("environment", "live", "name", "Billing"), "orders:read");
    Api.Made writer = key(partner, "orders:write");
    Api.Made off = key(partner, "orders:read");
    Api.Made dead = key(partner, "orders:read");
    ada().body("{\"enabled\":false}").patch("/v1/keys/" + off.id());
    ada().body("{\"reason\":\"x\"}").post("/v1/keys/" + dead.id() + "/revoke");
    String list = "/v1/partners/" + partner + "/keys?limit=100&";
    ada().get(list).then().body("items.id", contains(dead.id(), off.id(), writer.id(), live.id()));
    ada().get(list + "state=active").then().body("items.id", contains(writer.id(), live.id()));
    ada().get(list + "state=disabled").then().body("items.id", contains(off.id()));
    ada().get(list + "state=revoked").then().body("items.id", contains(dead.id()));
    ada().get(list + "state=expired").then().body("items", hasSize(0));
    ada().get(list + "environment=live").then().body("items.id", contains(live.id()));
    ada().get(list + "scope=orders:write").then().body("items.id", contains(writer.id()));
    ada().get(list + "q=bill").then().body("items.id", contains(live.id()));
    ada().get(list + "q=" + off.id()).then().body("items.id", contains(off.id()));
    ada().get(list + "state=asleep").then().statusCode(400);
    ada()
        .get("/v1/partners/" + partner + "/keys?limit=3")
        .then()
        .body("items", hasSize(3))
        .body("nextCursor", notNullValue());
  }

  @Test
  void patchChangesOnlyWhatItNamesAndNullTakesAway() {
    Api.Made key =
        key(
            partner("orders:read", "orders:write"),
            Map.of(
                "expiresAt",
                Instant.now().plus(Duration.ofDays(9)).toString(),
                "allowedCidrs",
                List.of("203.0.113.0/24")),
            "orders:read");
    ada()
        .body("{\"name\":\"hourly\",\"expiresAt\":null,\"allowedCidrs\":null}")
        .patch("/v1/keys/" + key.id())
        .then()
        .statusCode(200)
        .body("name", equalTo("hourly"))
        .body("expiresAt", equalTo(null))
        .body("allowedCidrs", hasSize(0))
        .body("scopes", contains("orders:read"));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"environment\":\"live\"}',/environment",
    "'{\"partnerId\":\"x\"}',/partnerId",
    "'{\"rateLimit\":{\"requests\":1}}',/rateLimit/period",
    "'{\"colour\":null}',/colour",
    "'{\"scopes\":[\"orders:write\"]}',/scopes/0",
    "'{\"scopes\":null}',/scopes",
    "'{\"enabled\":null}',/enabled",
    "'{\"enabled\":\"yes\"}',/enabled",
    "'{\"expiresAt\":\"2001-01-01T00:00:00Z\"}',/expiresAt",
  })
  void badPatchIsRefusedWith400(String body, String pointer) {
    Api.Made key = key(partner("orders:read"), "orders:read");
    ada()
        .body(body)
        .patch("/v1/keys/" + key.id())
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem(pointer));
  }

  @Test
  void changeOfAKeyThatWasChangedSinceItWasReadIs412() {
    Api.Made key = key();
    String tag = ada().get("/v1/keys/" + key.id()).header("ETag");
    ada()
        .header("If-Match", tag)
        .body("{\"name\":\"one\"}")
        .patch("/v1/keys/" + key.id())
        .then()
        .statusCode(200);
    ada()
        .header("If-Match", tag)
        .body("{\"name\":\"two\"}")
        .patch("/v1/keys/" + key.id())
        .then()
        .statusCode(412)
        .body("code", equalTo("precondition_failed"));
    ada().get("/v1/keys/" + key.id()).then().body("name", equalTo("one"));
  }

  /** Verifiers remember for a while whom they refused: the feed tells them of the end of that. */
  @Test
  void keyThatIsDisabledOrEnabledAgainIsToldToTheVerifiers() {
    Api.Made key = key();
    String told = "/v1/revocations/newest?target=key&id=" + key.id();
    ada().body("{\"enabled\":false}").patch("/v1/keys/" + key.id()).then().statusCode(200);
    exchange(key.secret()).statusCode(400).body("code", equalTo("key_disabled"));
    ada().get(told).then().body("items", hasSize(1));
    ada().body("{\"enabled\":true}").patch("/v1/keys/" + key.id()).then().statusCode(200);
    ada().get(told).then().body("items", hasSize(2));
    exchange(key.secret()).statusCode(200);
    ada().body("{\"name\":\"hourly\"}").patch("/v1/keys/" + key.id()).then().statusCode(200);
    ada().get(told).then().body("items", hasSize(2));
  }

  @Test
  void expiredKeyIsRefusedAndStaysForTheAuditAndALaterEndRevivesIt() throws SQLException {
    String partner = partner("orders:read");
    Map<String, String> end = Map.of("expiresAt", Instant.now().plusSeconds(3600).toString());
    Api.Made key = key(partner, end, "orders:read");
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement("update api_key set expires_at = now() where id = ?")) {
      update.setString(1, key.id());
      update.executeUpdate();
    }
    String path = "/v1/keys/" + key.id();
    exchange(key.secret()).statusCode(400).body("code", equalTo("key_expired"));
    ada().get(path).then().statusCode(200).body("state", equalTo("expired"));
    ada()
        .get("/v1/partners/" + partner + "/keys?state=expired")
        .then()
        .body("items.id", contains(key.id()));
    ada().get("/v1/audit?targetId=" + key.id()).then().body("items", hasSize(1));
    ada().body("{}").post(path + "/rotate").then().statusCode(409);
    ada().body(end).patch(path).then().statusCode(200).body("state", equalTo("active"));
    exchange(key.secret()).statusCode(200);
  }

  @Test
  void revokedKeyStaysRevoked() {
    Api.Made key = key();
    ada()
        .body("{\"reason\":\"lost\"}")
        .post("/v1/keys/" + key.id() + "/revoke")
        .then()
        .statusCode(200)
        .body("state", equalTo("revoked"))
        .body("revokeReason", equalTo("lost"));
    ada()
        .body("{\"reason\":\"again\"}")
        .post("/v1/keys/" + key.id() + "/revoke")
        .then()
        .statusCode(200)
        .body("revokeReason", equalTo("lost"));
    ada()
        .body("{\"enabled\":true,\"name\":\"x\"}")
        .patch("/v1/keys/" + key.id())
        .then()
        .statusCode(409);
    ada().body("{}").post("/v1/keys/" + key.id() + "/rotate").then().statusCode(409);
    exchange(key.secret()).statusCode(400).body("code", equalTo("key_revoked"));
  }

  @ParameterizedTest
  @CsvSource({"{}", "'{\"reason\":\"\"}'", "'{\"reason\":null}'", "'{\"reason\":7}'", "''", "null"})
  void revocationWithoutAReasonIsRefusedWith400(String body) {
    Api.Made key = key();
    ada().body(body).post("/v1/keys/" + key.id() + "/revoke").then().statusCode(400);
    exchange(key.secret()).statusCode(200);
  }

  @Test
  void allKeysAreListedOverPartnersWithTheSameFilters() {
    String name = java.util.UUID.randomUUID().toString();
    Instant soon = Instant.now().plus(Duration.ofDays(3));
    String one = partner("orders:read");
    Api.Made ending = key(one, Map.of("name", name, "expiresAt", soon.toString()), "orders:read");
    Api.Made endless = key(partner("orders:read"), Map.of("name", name), "orders:read");
    Api.Made orphan = key(partner("orders:read"), Map.of("name", name), "orders:read");
    ada().delete("/v1/partners/" + orphan.partner()).then().statusCode(204);
    String list = "/v1/keys?q=" + name;
    ada()
        .get(list)
        .then()
        .body("items.id", contains(orphan.id(), endless.id(), ending.id()))
        .body("items.state", contains("revoked", "active", "active"));
    ada().get(list + "&state=active").then().body("items.id", contains(endless.id(), ending.id()));
    ada().get(list + "&state=revoked").then().body("items.id", contains(orphan.id()));
    ada().get(list + "&partner=" + one).then().body("items.id", contains(ending.id()));
    String later = soon.plusSeconds(60).toString();
    ada().get(list + "&expiresBefore=" + later).then().body("items.id", contains(ending.id()));
    ada().get(list + "&expiresBefore=" + soon.minusSeconds(60)).then().body("items", hasSize(0));
    ada().get(list + "&expiresBefore=soon").then().statusCode(400);
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    ada().get(list + "&unusedSince=" + tomorrow).then().body("items", hasSize(3));
    ada()
        .get(list + "&unusedSince=" + tomorrow.minus(Duration.ofDays(2)))
        .then()
        .body("items", hasSize(0));
    ada().get("/v1/keys?q=decoy").then().body("items", hasSize(0));
    String next = ada().get(list + "&limit=2").path("nextCursor");
    ada().get(list + "&limit=2&cursor=" + next).then().body("items.id", contains(ending.id()));
    Api.given().get("/v1/keys").then().statusCode(401);
  }

  @Test
  void whatIsWrongInTheQueryOfAListIsNamedAsTheCallerWroteIt() {
    String partner = partner("orders:read");
    for (String list : List.of("/v1/keys", "/v1/partners/" + partner + "/keys")) {
      for (String bad :
          List.of("state=nonsense", "environment=prod", "limit=0", "unusedSince=yesterday")) {
        ada()
            .get(list + "?" + bad)
            .then()
            .statusCode(400)
            .body("errors.pointer", contains("?" + bad.replaceAll("=.*", "")));
      }
      for (String bad : List.of("limit=x", "limit=1.5", "limit=99999999999")) {
        ada()
            .get(list + "?" + bad)
            .then()
            .statusCode(400)
            .body("code", equalTo("malformed_request"));
      }
    }
  }
}
