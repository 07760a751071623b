package io.gatehouse.orders;

import static io.restassured.RestAssured.given;

import io.gatehouse.testkit.TestTokens;
import io.restassured.specification.RequestSpecification;
import java.util.List;

/** The callers of the tests: each a request that carries the credential such a caller has. */
public final class Callers {

  public static final String ALL = "orders:read orders:write";

  private Callers() {}

  public static RequestSpecification anonymous() {
    return given();
  }

  public static RequestSpecification alice() {
    return user("alice", "customer", ALL);
  }

  public static RequestSpecification bob() {
    return user("bob", "customer", ALL);
  }

  /** Support; the scope for writing is there on purpose, though the realm never grants it. */
  public static RequestSpecification sam() {
    return user("sam", "support", ALL);
  }

  public static RequestSpecification ada() {
    return user("ada", "admin", ALL);
  }

  /** A person in the SPA, with one realm role or none (empty). */
  public static RequestSpecification user(String subject, String role, String scopes) {
    List<String> roles = role.isEmpty() ? List.of() : List.of(role);
    return bearer(TestTokens.user(subject, scopes, roles, claims -> {}));
  }

  /** A third-party app for an administrator: the role in its token must count for nothing. */
  public static RequestSpecification appOf(String subject, String scopes) {
    return bearer(
        TestTokens.user(
            subject,
            scopes,
            List.of("customer", "support", "admin"),
            claims -> claims.setStringClaim("azp", "insights-app")));
  }

  public static RequestSpecification partner(String partner, String key) {
    return partner(partner, key, ALL);
  }

  public static RequestSpecification partner(String partner, String key, String scopes) {
    return bearer(
        TestTokens.partner(partner, key, scopes, claims -> claims.setStringClaim("env", "live")));
  }

  /** A service whose token carries all scopes, though none of ours is ever granted them. */
  public static RequestSpecification service() {
    return bearer(TestTokens.service("admin-service", ALL));
  }

  private static RequestSpecification bearer(String token) {
    return given().auth().oauth2(token);
  }
}
