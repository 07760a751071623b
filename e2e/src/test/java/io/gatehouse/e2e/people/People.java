package io.gatehouse.e2e.people;

import static io.gatehouse.e2e.stack.Deployment.INSIGHTS;
import static io.gatehouse.e2e.stack.Deployment.REALM;
import static io.gatehouse.e2e.stack.Deployment.SPA;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Logged-in people. A login is shared by the tests of a run, and renewed before its token ends. */
public final class People {

  private static final Duration FRESH = Duration.ofMinutes(3);
  private static final Map<String, Login> LOGINS = new ConcurrentHashMap<>();

  private People() {}

  /** At the single-page app: may read and write orders, as far as the person's role goes. */
  public static Tokens atTheSpa(Person person) {
    return login("spa/" + person, () -> atTheSpa(person, "openid orders:read orders:write"));
  }

  /** A new login at the single-page app, with these scopes asked for. */
  public static Tokens atTheSpa(Person person, String scope) {
    return new CodeFlow("orders-spa", SPA + "/callback").login(person, scope);
  }

  /** The same for somebody whom a test has made. */
  public static Tokens atTheSpa(String username, String password, String scope) {
    return new CodeFlow("orders-spa", SPA + "/callback").login(username, password, scope);
  }

  /** The same for somebody who has to change their password at this login. */
  public static Tokens atTheSpaWithANewPassword(
      String username, String password, String next, String scope) {
    return new CodeFlow("orders-spa", SPA + "/callback").login(username, password, next, scope);
  }

  /** A login at the single-page app, or at the one whose tokens are bound, up to its code. */
  public static Code codeAt(String client, Person person, String scope) {
    return new CodeFlow(client, SPA + "/callback")
        .code(person.username(), person.password(), null, scope);
  }

  /** A new login at the single-page app whose tokens are bound to this key. */
  public static Tokens boundTo(ProofKey key, Person person, String scope) {
    String proof = key.proof("POST", REALM + "/protocol/openid-connect/token");
    return Tokens.of(
        codeAt("orders-spa-dpop", person, scope)
            .redeemedBy("orders-spa-dpop", given().header("DPoP", proof))
            .statusCode(200)
            .extract()
            .jsonPath());
  }

  /** A new login at the third party's app; the person agrees to what it asks for. */
  public static Tokens atInsights(Person person, String scope) {
    return atInsights(person.username(), person.password(), scope);
  }

  /** The same for somebody whom a test has made. */
  public static Tokens atInsights(String username, String password, String scope) {
    return new CodeFlow("insights-app", INSIGHTS + "/callback", "demo-insights-app-secret")
        .login(username, password, scope);
  }

  /** All that are shared were turned away: everybody logs in anew. */
  public static void forget() {
    LOGINS.clear();
  }

  /** At a terminal: may read and write keys and revoke, as far as the person's role goes. */
  public static Tokens atTheTerminal(Person person) {
    return login(
        "cli/" + person,
        () ->
            new DeviceFlow("gatehouse-cli")
                .login(person, "openid keys:read keys:write revocations:write"));
  }

  /** What a service uses to call another: client credentials (RFC 6749 §4.4), demo secret. */
  public static String service(String clientId) {
    return given()
        .formParam("grant_type", "client_credentials")
        .formParam("client_id", clientId)
        .formParam("client_secret", "demo-" + clientId + "-secret")
        .post(REALM + "/protocol/openid-connect/token")
        .then()
        .statusCode(is(200))
        .extract()
        .path("access_token");
  }

  private static Tokens login(String name, Supplier<Tokens> how) {
    return LOGINS.compute(
            name,
            (key, known) ->
                known != null && known.at.plus(FRESH).isAfter(Instant.now())
                    ? known
                    : new Login(how.get(), Instant.now()))
        .tokens;
  }

  private record Login(Tokens tokens, Instant at) {}
}
