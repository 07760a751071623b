package io.gatehouse.auth.partner;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.key;
import static io.gatehouse.auth.Api.partner;
import static io.gatehouse.auth.Api.sam;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PartnersTest {

  private static final Map<String, Object> ACME =
      Map.of(
          "name",
          "Acme",
          "contactEmail",
          "ops@acme.example",
          "scopes",
          List.of("orders:read"),
          "metadata",
          Map.of("crm", "4711"));

  @Test
  void createAnswers201WithLocationAndTheResource() {
    String location =
        ada()
            .body(ACME)
            .post("/v1/partners")
            .then()
            .statusCode(201)
            .body("name", equalTo("Acme"))
            .body("metadata.crm", equalTo("4711"))
            .body("createdBy", equalTo("ada"))
            .extract()
            .header("Location");
    ada().get(location).then().statusCode(200).body("contactEmail", equalTo("ops@acme.example"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"contactEmail\":\"a@b.example\"}|/name",
        "{\"name\":\"\",\"contactEmail\":\"a@b.example\"}|/name",
        "{\"name\":\"a\\u0000b\",\"contactEmail\":\"a@b.example\"}|/name",
        "{\"name\":\"a\\ud800\",\"contactEmail\":\"a@b.example\"}|/name",
        "{\"name\":\"Acme\",\"contactEmail\":\"nonsense\"}|/contactEmail",
        "{\"name\":7,\"contactEmail\":\"a@b.example\"}|/name",
        "{\"name\":\"Acme\",\"contactEmail\":\"a@b.example\",\"scopes\":\"all\"}|/scopes",
        "{\"name\":\"Acme\",\"contactEmail\":\"a@b.example\",\"scopes\":[null]}|/scopes/0",
        "{\"name\":\"Acme\",\"contactEmail\":\"a@b.example\",\"scopes\":[\"keys:write\"]}|/scopes/0",
        "{\"name\":\"Acme\",\"contactEmail\":\"a@b.example\",\"metadata\":{\"a\":1}}|/metadata/a",
        "{\"name\":\"Acme\",\"contactEmail\":\"a@b.example\",\"owner\":true}|/owner",
      })
  void badPartnerIsRefusedWith400AndAPointer(String body, String pointer) {
    ada()
        .body(body)
        .post("/v1/partners")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("validation_failed"))
        .body("errors.pointer", hasItem(pointer));
  }

  @Test
  void nobodyCreatesWithoutTheScope() {
    given().contentType(ContentType.JSON).body(ACME).post("/v1/partners").then().statusCode(401);
    sam()
        .body(ACME)
        .post("/v1/partners")
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
    given().auth().oauth2(TestTokens.alice()).get("/v1/partners").then().statusCode(403);
  }

  @Test
  void supportReadsPartners() {
    String id = partner("orders:read");
    sam().get("/v1/partners/" + id).then().statusCode(200);
    sam().get("/v1/partners").then().statusCode(200).body("items.id", hasItem(id));
  }

  @Test
  void listPagesShowEveryPartnerOnceThoughPartnersAreAdded() {
    String name = UUID.randomUUID().toString();
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      made.add(named(name));
    }
    // In small pages those; and in larger ones all that there are, of other tests too.
    for (Map<String, ?> query : List.of(Map.of("q", name, "limit", 2), Map.of("limit", 50))) {
      List<String> shown = everyPage(query, name);
      assertEquals(Set.copyOf(shown).size(), shown.size(), "no partner twice");
      assertTrue(shown.containsAll(made), "no partner missed");
    }
  }

  /** One more partner of this name is made after each page. */
  private static List<String> everyPage(Map<String, ?> query, String name) {
    List<String> shown = new ArrayList<>();
    String cursor = null;
    do {
      var request = ada().queryParams(query);
      if (cursor != null) {
        request.queryParam("cursor", cursor);
      }
      var page = request.get("/v1/partners").then().statusCode(200).extract();
      shown.addAll(page.path("items.id"));
      cursor = page.path("nextCursor");
      named(name);
    } while (cursor != null);
    return shown;
  }

  private static String named(String name) {
    return ada()
        .body(Map.of("name", name, "contactEmail", "ops@acme.example"))
        .post("/v1/partners")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void searchFindsByPartOfTheNameAndTakesWildcardsAtTheirWord() {
    ada()
        .body(Map.of("name", "50%_off! Ltd", "contactEmail", "x@y.example"))
        .post("/v1/partners")
        .then()
        .statusCode(201);
    ada()
        .queryParam("q", "0%_OFF!")
        .get("/v1/partners")
        .then()
        .body("items.name", everyItem(equalTo("50%_off! Ltd")))
        .body("items", not(hasSize(0)));
    ada().queryParam("q", "5_%").get("/v1/partners").then().body("items", hasSize(0));
  }

  @ParameterizedTest
  @CsvSource({"limit,0", "limit,201", "limit,x", "cursor,nonsense", "cursor,AAAA", "q,a\u0000b"})
  void badQueryIsRefusedWith400(String name, String value) {
    ada()
        .queryParam(name, value)
        .get("/v1/partners")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void patchChangesOnlyWhatItNames() {
    String id = ada().body(ACME).post("/v1/partners").then().extract().path("id");
    ada()
        .contentType("application/merge-patch+json")
        .body("{\"name\":\"Acme Ltd\",\"metadata\":{\"crm\":null,\"tier\":\"gold\"}}")
        .patch("/v1/partners/" + id)
        .then()
        .statusCode(200)
        .body("name", equalTo("Acme Ltd"))
        .body("contactEmail", equalTo("ops@acme.example"))
        .body("scopes", equalTo(List.of("orders:read")))
        .body("metadata", equalTo(Map.of("tier", "gold")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"x\"}|/id",
        "{\"rights\":null}|/rights",
        "{\"name\":null}|/name",
        "{\"contactEmail\":\"no\"}|/contactEmail",
        "{\"scopes\":[\"orders:read\",\"root\"]}|/scopes/1",
      })
  void badPatchIsRefusedWith400AndChangesNothing(String body, String pointer) {
    String id = ada().body(ACME).post("/v1/partners").then().extract().path("id");
    ada()
        .body(body)
        .patch("/v1/partners/" + id)
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem(pointer));
    ada().get("/v1/partners/" + id).then().body("name", equalTo("Acme"));
  }

  @ParameterizedTest
  @CsvSource({"[]", "7", "null", "''", "{"})
  void patchThatIsNoObjectIsRefusedWith400(String body) {
    ada().body(body).patch("/v1/partners/" + partner()).then().statusCode(400);
  }

  @Test
  void unknownPartnerIs404() {
    for (String id : List.of("prt_0000000000000000", "decoy", "x%00y", "%F0%9F%92%A9")) {
      given()
          .urlEncodingEnabled(false)
          .auth()
          .oauth2(TestTokens.ada())
          .get("/v1/partners/" + id)
          .then()
          .statusCode(404)
          .body("code", equalTo("not_found"));
    }
  }

  @Test
  void deletedPartnerIsGoneItsKeysAreRevokedAndTheAuditStays() {
    String id = partner("orders:read");
    var key = key(id, "orders:read");
    exchange(key.secret()).statusCode(200);
    ada().delete("/v1/partners/" + id).then().statusCode(204);

    ada().get("/v1/partners/" + id).then().statusCode(404);
    ada().get("/v1/partners/" + id + "/keys").then().statusCode(404);
    ada().delete("/v1/partners/" + id).then().statusCode(404);
    exchange(key.secret()).statusCode(400).body("code", equalTo("key_revoked"));
    ada().get("/v1/keys/" + key.id()).then().statusCode(200).body("state", equalTo("revoked"));
    ada()
        .queryParam("targetId", id)
        .get("/v1/audit")
        .then()
        .body("items.action", hasItems("partner.delete", "partner.create"))
        .body("items[0].action", startsWith("partner.delete"))
        .body("items[0].after", nullValue());
  }

  /** Two classes share the beginning of this path, where JAX-RS would say 404. */
  @Test
  void methodThatAPartnersKeysDoNotHaveIsNotAllowedAndTheOthersAreNamed() {
    String keys = "/v1/partners/" + partner("orders:read") + "/keys";
    for (String method : List.of("PUT", "PATCH", "DELETE")) {
      ada()
          .body("{}")
          .request(method, keys)
          .then()
          .statusCode(405)
          .header("Allow", equalTo("GET, HEAD, POST"))
          .body("code", equalTo("method_not_allowed"));
    }
    ada().get(keys + "/nothing").then().statusCode(404);
  }
}
