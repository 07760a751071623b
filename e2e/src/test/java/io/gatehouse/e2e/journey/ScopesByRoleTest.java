package io.gatehouse.e2e.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.people.Tokens;
import io.restassured.path.json.JsonPath;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The realm grants a scope only to who has the role for it, whatever the app asks for. */
@Order(0)
class ScopesByRoleTest {

  @Test
  void customerAtTheSpaMayReadAndWriteOrdersAndNothingOfKeys() {
    String token = People.atTheSpa(Person.ALICE).access();

    assertEquals(Set.of("orders:read", "orders:write"), scopes(token));
    assertEquals(Set.of(), scopes(People.atTheTerminal(Person.ALICE).access()));
  }

  @Test
  void supportReadsAndGetsNoScopeThatChangesAnything() {
    assertEquals(Set.of("orders:read"), scopes(People.atTheSpa(Person.SAM).access()));
    assertEquals(Set.of("keys:read"), scopes(People.atTheTerminal(Person.SAM).access()));
  }

  @Test
  void adminAtTheTerminalMayChangeKeysAndRevoke() {
    assertEquals(
        Set.of("keys:read", "keys:write", "revocations:write"),
        scopes(People.atTheTerminal(Person.ADA).access()));
  }

  @Test
  void accessTokenSaysWhatAVerifierMustKnow() {
    JsonPath claims = Tokens.claims(People.atTheSpa(Person.ALICE).access());

    assertEquals("orders-service", audience(claims));
    assertEquals("orders-spa", claims.getString("azp"));
    assertFalse(claims.getString("sid").isBlank());
    assertFalse(claims.getString("jti").isBlank());
    assertTrue(claims.getLong("exp") - claims.getLong("iat") <= 300, "lives five minutes at most");
  }

  @Test
  void serviceTokenIsForAuthServiceAloneAndBelongsToNoSession() {
    JsonPath claims = Tokens.claims(People.service("orders-service"));

    assertEquals("auth-service", audience(claims));
    assertNull(claims.get("sid"));
  }

  /** Ours; what OpenID Connect adds (openid, profile, email …) opens nothing here. */
  private static Set<String> scopes(String token) {
    Set<String> scopes = new TreeSet<>(Set.of(Tokens.claims(token).getString("scope").split(" ")));
    scopes.removeIf(scope -> !scope.contains(":"));
    return scopes;
  }

  private static String audience(JsonPath claims) {
    return claims.get("aud").toString().replaceAll("[\\[\\]]", "");
  }
}
