package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.stack.Deployment.KEYCLOAK;
import static io.gatehouse.e2e.stack.Deployment.REALM;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.people.ProofKey;
import io.gatehouse.e2e.people.Tokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tokens are, and what becomes of a refresh token that was used twice. */
class TokenPolicyTest {

  @Test
  void anAccessTokenSaysThatItIsOneAndAnIdTokenDoesNot() {
    Tokens alice = People.atTheSpa(Person.ALICE, "openid orders:read");

    // RFC 9068: a verifier can tell them apart by the header.
    assertEquals("at+jwt", header(alice.access()).getString("typ"));
    assertEquals("JWT", header(alice.id()).getString("typ"));
    assertEquals("RS256", header(alice.access()).getString("alg"));
  }

  @Test
  void anAccessTokenOfEachClientSaysThatItIsOneAndLivesFiveMinutes() {
    for (String token :
        new String[] {
          People.boundTo(new ProofKey(), Person.BOB, "openid orders:read").access(),
          People.atInsights(Person.BOB, "openid orders:read").access(),
          People.atTheTerminal(Person.ADA).access(),
          People.service("admin-service"),
          People.service("auth-service"),
          People.service("orders-service")
        }) {
      JsonPath claims = Tokens.claims(token);
      assertEquals("at+jwt", header(token).getString("typ"), claims.getString("azp"));
      assertEquals(300, claims.getLong("exp") - claims.getLong("iat"), claims.getString("azp"));
    }
  }

  @Test
  void aTokenIsForTheServiceOfItsScopesAlone() {
    Tokens both = People.atTheSpa(Person.BOB, "openid orders:read account");
    JsonPath orders = refresh(both.refresh(), "openid orders:read").jsonPath();
    JsonPath account = refresh(orders.getString("refresh_token"), "openid account").jsonPath();

    assertEquals(
        "orders-service", Tokens.claims(orders.getString("access_token")).getString("aud"));
    assertEquals("account", Tokens.claims(account.getString("access_token")).getString("aud"));
    assertEquals(
        "auth-service", Tokens.claims(People.atTheTerminal(Person.ADA).access()).getString("aud"));
  }

  @Test
  void aRefreshBringsNoMoreThanThePersonLoggedInFor() {
    Tokens reader = People.atTheSpa(Person.BOB, "openid orders:read");

    String wider =
        refresh(reader.refresh(), "openid orders:read orders:write account").path("access_token");

    // What is too much is passed over (RFC 6749 §6).
    List<String> scopes = List.of(Tokens.claims(wider).getString("scope").split(" "));
    assertTrue(scopes.contains("orders:read"), scopes::toString);
    assertFalse(scopes.contains("orders:write"), scopes::toString);
    assertEquals("orders-service", Tokens.claims(wider).getString("aud"));
  }

  /** What the person agreed to, of what the person may. */
  @Test
  void aThirdPartysAppGetsNoRoleAndNoMoreThanThePersonMay() {
    try (Newcomer person = new Newcomer().becomes("support")) {
      Tokens tokens =
          People.atInsights(person.name, Newcomer.PASSWORD, "openid orders:read orders:write");

      JsonPath claims = Tokens.claims(tokens.access());
      assertNull(claims.get("realm_access"));
      assertNull(claims.get("resource_access"));
      List<String> scopes = List.of(claims.getString("scope").split(" "));
      assertTrue(scopes.contains("orders:read"), scopes::toString);
      assertFalse(scopes.contains("orders:write"), scopes::toString);
    }
  }

  @Test
  void aTokenThatIsMeantForNobodyNamesNoAudience() {
    JsonPath claims = Tokens.claims(People.atTheSpa(Person.ALICE, "openid").access());

    assertNull(claims.get("aud"));
  }

  @Test
  void rolesAreThoseOfThePersonAndNoneOfKeycloaksOwn() {
    JsonPath alice = Tokens.claims(People.atTheSpa(Person.ALICE).access());
    JsonPath ada = Tokens.claims(People.atTheTerminal(Person.ADA).access());

    assertEquals(List.of("customer"), alice.getList("realm_access.roles"));
    assertEquals(List.of("admin"), ada.getList("realm_access.roles"));
    assertNull(ada.get("resource_access"));
  }

  @Test
  void aServiceTokenCarriesNoRoleAndOpensNothingOfKeycloak() {
    for (String service : List.of("auth-service", "orders-service")) {
      String token = People.service(service);

      assertNull(Tokens.claims(token).get("realm_access"), service);
      assertNull(Tokens.claims(token).get("resource_access"), service);
      given()
          .auth()
          .oauth2(token)
          .get(KEYCLOAK + "/admin/realms/gatehouse/users")
          .then()
          .statusCode(403);
    }
  }

  @Test
  void refreshTokensRotateAndAReplayEndsTheSession() {
    Tokens first = People.atTheSpa(Person.BOB, "openid orders:read");

    String second = refresh(first.refresh()).then().statusCode(200).extract().path("refresh_token");
    assertNotEquals(first.refresh(), second);

    // The thief's turn, or the owner's: one of them is not the owner, so both are out.
    refresh(first.refresh()).then().statusCode(400).body("error", equalTo("invalid_grant"));
    refresh(second).then().statusCode(400).body("error", equalTo("invalid_grant"));
  }

  private static Response refresh(String token, String scope) {
    return given()
        .formParam("grant_type", "refresh_token")
        .formParam("client_id", "orders-spa")
        .formParam("refresh_token", token)
        .formParam("scope", scope)
        .post(REALM + "/protocol/openid-connect/token");
  }

  private static Response refresh(String token) {
    return given()
        .formParam("grant_type", "refresh_token")
        .formParam("client_id", "orders-spa")
        .formParam("refresh_token", token)
        .post(REALM + "/protocol/openid-connect/token");
  }

  private static JsonPath header(String jwt) {
    return JsonPath.from(
        new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[0]), StandardCharsets.UTF_8));
  }
}
