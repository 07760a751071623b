package io.gatehouse.e2e.journey;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.Refusal;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.AuthDatabase;
import io.gatehouse.e2e.stack.OrdersReplicas;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A partner that came from another system goes on with the key that it has. */
@Order(2)
class ImportedKeyTest {

  private static final int COST = 10;

  @Test
  void keyOfAnotherSystemIsOursFromItsFirstUseAndItsOldHashIsGone()
      throws GeneralSecurityException {
    String orders = OrdersReplicas.thatTakesImportedKeys();
    AuthApi ada = new AuthApi(People.atTheTerminal(Person.ADA).access());
    String partner = ada.createPartner(List.of("orders:read"));
    String slow = foreignKey();
    String fast = foreignKey();
    String digest = HexFormat.of().formatHex(sha256(fast));
    byte[] salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    String bcrypt = OpenBSDBCrypt.generate("2b", slow.toCharArray(), salt, COST);
    List<String> ids =
        ada.request()
            .body(
                Map.of(
                    "items",
                    List.of(
                        item(partner, slow, "bcrypt", bcrypt),
                        item(partner, fast, "sha256", digest))))
            .post("/v1/keys/import")
            .then()
            .statusCode(200)
            .body("items.result", is(List.of("created", "created")))
            .extract()
            .path("items.id");
    assertEquals(bcrypt, AuthDatabase.importedKey(ids.get(0)).get("slow_hash"));
    assertTrue(hex(AuthDatabase.importedKey(ids.get(1)), "lookup").endsWith(digest));
    Refusal.expect(whoami(orders, slow + "x"), 401, "invalid_key");

    whoami(orders, slow)
        .then()
        .statusCode(200)
        .body("origin", is("partner"))
        .body("subject", is(partner))
        .body("clientId", is(ids.get(0)));
    whoami(orders, fast).then().statusCode(200).body("clientId", is(ids.get(1)));

    for (String id : ids) {
      Map<String, @Nullable Object> kept = AuthDatabase.importedKey(id);
      assertNull(kept.get("slow_hash"), "the slow hash stays");
      assertNotNull(kept.get("pepper_version"), "found by a hash that is not under our pepper");
      assertFalse(hex(kept, "lookup").endsWith(digest), "the other system's digest stays");
      assertEquals(64, hex(AuthDatabase.firstSecret(id), "hash").length());
    }
    // Not from the replica's memory, but by the hash that is ours.
    ada.request()
        .body(Map.of("allowedCidrs", List.of("127.0.0.0/8", "::1/128")))
        .patch("/v1/keys/{id}", ids.get(0))
        .then()
        .statusCode(200);
    await().atMost(Duration.ofSeconds(10)).until(() -> whoami(orders, slow).statusCode(), is(200));
    // As a bearer it is a token, and a bad one.
    given()
        .header("Authorization", "Bearer " + slow)
        .get(orders + "/v1/whoami")
        .then()
        .statusCode(401);
  }

  private static Map<String, Object> item(
      String partner, String text, String algorithm, String value) {
    return Map.of(
        "externalId", UUID.randomUUID().toString(),
        "partnerId", partner,
        "key", Map.of("name", "old", "environment", "live", "scopes", List.of("orders:read")),
        "hash", Map.of("algorithm", algorithm, "value", value),
        "prefix", text.substring(0, 14));
  }

  private static Response whoami(String orders, String key) {
    return given().header("X-API-Key", key).get(orders + "/v1/whoami");
  }

  private static String foreignKey() {
    return "sk_" + UUID.randomUUID().toString().replace("-", "") + "Z";
  }

  private static byte[] sha256(String text) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String hex(Map<String, @Nullable Object> row, String column) {
    return row.get(column) instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : "";
  }
}
