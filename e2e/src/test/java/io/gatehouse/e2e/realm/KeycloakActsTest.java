package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.realm.AtKeycloak.ADMIN;
import static io.gatehouse.e2e.realm.AtKeycloak.logout;
import static io.gatehouse.e2e.realm.AtKeycloak.made;
import static io.gatehouse.e2e.realm.AtKeycloak.ok;
import static io.gatehouse.e2e.realm.AtKeycloak.refresh;
import static io.gatehouse.e2e.realm.AtKeycloak.session;
import static io.gatehouse.e2e.realm.LedgerLook.acts;
import static io.gatehouse.e2e.realm.LedgerLook.ada;
import static io.gatehouse.e2e.stack.Deployment.ORDERS;
import static io.gatehouse.e2e.stack.Deployment.REALM;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.gatehouse.e2e.api.WithinASecond;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.people.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each act is done for real at Keycloak, and is an entry of the ledger a moment later: the provider
 * in Keycloak has told auth-service. Acts that turn everybody away are left out, as other tests'
 * people are among everybody; ConsequencesTest has them.
 */
class KeycloakActsTest {

  /** For the audit to be read; whom it concerns is refused within a second. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static Newcomer person;

  /** What is done, and what the ledger then says about it. */
  private record Case(String act, Runnable doing, String target, String id, String reason) {}

  @BeforeAll
  static void aPersonOfOurOwn() {
    person = new Newcomer();
  }

  @AfterAll
  static void gone() {
    person.close();
  }

  @TestFactory
  Stream<DynamicTest> anActAtKeycloakIsInTheLedgerAMomentLater() {
    String role = roleOf(person.id, "customer");
    String group = made(person, "/groups", Map.of("name", "g-" + UUID.randomUUID()));
    Newcomer doomed = new Newcomer();
    String app = "app-" + UUID.randomUUID();
    String client =
        made(
            person,
            "/clients",
            Map.of("clientId", app, "secret", "one that is not used", "enabled", true));
    String users = "/users/" + person.id;
    return Stream.of(
            new Case(
                "consent taken back by an administrator",
                () -> {
                  People.atInsights(person.name, Newcomer.PASSWORD, "openid");
                  ok(person.asAdmin().delete(ADMIN + users + "/consents/insights-app"));
                },
                "user",
                person.id,
                "consent taken back by an administrator"),
            new Case(
                "password set by an administrator",
                () -> ok(person.setPassword("another fine sentence 8")),
                "user",
                person.id,
                "password set by an administrator"),
            new Case(
                "logged out by an administrator",
                () -> ok(person.asAdmin().post(ADMIN + users + "/logout")),
                "user",
                person.id,
                "logged out by an administrator"),
            new Case(
                "user disabled",
                () -> ok(person.asAdmin().body(Map.of("enabled", false)).put(ADMIN + users)),
                "user",
                person.id,
                "user disabled"),
            new Case(
                "role removed",
                () ->
                    ok(
                        person
                            .asAdmin()
                            .body(List.of(Map.of("id", role, "name", "customer")))
                            .delete(ADMIN + users + "/role-mappings/realm")),
                "user",
                person.id,
                "role removed"),
            new Case(
                "removed from a group",
                () -> {
                  ok(person.asAdmin().put(ADMIN + users + "/groups/" + group));
                  ok(person.asAdmin().delete(ADMIN + users + "/groups/" + group));
                },
                "user",
                person.id,
                "removed from a group"),
            new Case(
                "role removed from a group",
                () -> {
                  ok(person.asAdmin().put(ADMIN + users + "/groups/" + group));
                  List<?> roles = List.of(Map.of("id", role, "name", "customer"));
                  String mapping = ADMIN + "/groups/" + group + "/role-mappings/realm";
                  ok(person.asAdmin().body(roles).post(mapping));
                  ok(person.asAdmin().body(roles).delete(mapping));
                },
                "user",
                person.id,
                "role removed from a group"),
            new Case(
                "credential removed",
                () -> {
                  String credential =
                      person.asAdmin().get(ADMIN + users + "/credentials").path("[0].id");
                  ok(person.asAdmin().delete(ADMIN + users + "/credentials/" + credential));
                },
                "user",
                person.id,
                "credential removed by an administrator"),
            new Case("user deleted", doomed::close, "user", doomed.id, "user deleted"),
            new Case(
                "client's secret rotated",
                () -> ok(person.asAdmin().post(ADMIN + "/clients/" + client + "/client-secret")),
                "client",
                app,
                "client's secret rotated"),
            new Case(
                "client's tokens revoked",
                () -> ok(person.asAdmin().post(ADMIN + "/clients/" + client + "/push-revocation")),
                "client",
                app,
                "client's tokens revoked"),
            new Case(
                "client disabled",
                () ->
                    ok(
                        person
                            .asAdmin()
                            .body(Map.of("clientId", app, "enabled", false))
                            .put(ADMIN + "/clients/" + client)),
                "client",
                app,
                "client disabled"),
            new Case(
                "client deleted",
                () -> ok(person.asAdmin().delete(ADMIN + "/clients/" + client)),
                "client",
                app,
                "client deleted"))
        .map(one -> DynamicTest.dynamicTest(one.act(), () -> seen(one)));
  }

  @TestFactory
  Stream<DynamicTest> whomAnAdministratorTurnsAwayAtKeycloakIsRefusedWithinASecond() {
    Map<String, Consumer<Newcomer>> acts =
        Map.of(
            "person disabled", Newcomer::disable,
            "person deleted", Newcomer::close,
            "password set", one -> ok(one.setPassword("another fine sentence 8")),
            "role taken away", one -> one.ceases("customer"),
            "all logins ended",
                one -> ok(one.asAdmin().post(ADMIN + "/users/" + one.id + "/logout")));
    return acts.entrySet().stream()
        .map(act ->
            DynamicTest.dynamicTest(
                act.getKey(),
                () -> {
                  try (Newcomer one = new Newcomer()) {
                    Tokens tokens = customer(one);
                    act.getValue().accept(one);
                    WithinASecond.of(act.getKey()).refused(tokens.access());
                  }
                }));
  }

  @Test
  void whoLogsOutAtKeycloakIsOutEverywhere() {
    Tokens bob = bob();
    String session = session(bob);

    logout(bob).then().statusCode(204);

    WithinASecond.of("logged out at Keycloak").refused(bob.access());
    awaitEntry("session", session, "logged out");
  }

  @Test
  void anAdministratorEndsOneLoginAndItIsOutEverywhere() {
    Tokens bob = bob();

    ok(person.asAdmin().delete(ADMIN + "/sessions/" + session(bob)));

    WithinASecond.of("login ended at Keycloak").refused(bob.access());
    awaitEntry("session", session(bob), "session ended by an administrator");
  }

  @Test
  void aReplayedRefreshTokenTurnsTheTokensOfItsLoginAwayToo() {
    Tokens bob = bob();
    refresh(bob).then().statusCode(200);

    refresh(bob).then().statusCode(400);

    WithinASecond.of("refresh token replayed").refused(bob.access());
    awaitEntry("session", session(bob), "refresh token replayed");
  }

  @Test
  void aTokenThatIsTakenBackAtKeycloakIsRefused() {
    Tokens bob = bob();

    given()
        .formParam("client_id", "orders-spa")
        .formParam("token", bob.access())
        .formParam("token_type_hint", "access_token")
        .post(REALM + "/protocol/openid-connect/revoke")
        .then()
        .statusCode(200);

    WithinASecond.of("token taken back at Keycloak").refused(bob.access());
    awaitEntry("token", Tokens.claims(bob.access()).getString("jti"), "token revoked");
  }

  @Test
  void aRefreshTokenThatIsTakenBackTurnsThePersonAwayAtItsClientAlone() {
    try (Newcomer other = new Newcomer()) {
      Tokens tokens = customer(other);
      Tokens app = letIn(People.atInsights(other.name, Newcomer.PASSWORD, "openid orders:read"));

      given()
          .formParam("client_id", "orders-spa")
          .formParam("token", tokens.refresh())
          .post(REALM + "/protocol/openid-connect/revoke")
          .then()
          .statusCode(200);

      WithinASecond.of("refresh token taken back at Keycloak").refused(tokens.access());
      awaitEntry("user", other.id, "consent or refresh token taken back");
      letIn(app);
    }
  }

  /** They had to, at this login: a temporary password. */
  @Test
  void whoChangesTheirPasswordKeepsThisLoginAndLosesTheOthers() throws InterruptedException {
    try (Newcomer other = new Newcomer()) {
      Tokens elsewhere = customer(other);
      ok(
          other
              .asAdmin()
              .body(Map.of("requiredActions", List.of("UPDATE_PASSWORD")))
              .put(ADMIN + "/users/" + other.id));
      // A login of the act's own second can be the one of which the act is a part.
      Thread.sleep(1100);

      String now = "another fine sentence 8";
      Tokens here = People.atTheSpaWithANewPassword(other.name, Newcomer.PASSWORD, now, "openid");

      WithinASecond.of("password changed by the person").refused(elsewhere.access());
      awaitEntry("user", other.id, "password changed");
      refresh(elsewhere).then().statusCode(400);
      refresh(here).then().statusCode(200);
    }
  }

  private static void seen(Case one) {
    one.doing().run();
    awaitEntry(one.target(), one.id(), one.reason());
  }

  /**
   * The audit has the act by its own reason, and names its entries in the ledger; which another act
   * or a logout token may have written before, since one entry is enough.
   */
  private static void awaitEntry(String target, String id, String reason) {
    Awaitility.await(target + " " + id + ": " + reason)
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !sequences(id, reason).isEmpty());
    ada()
        .get("/v1/revocations/" + sequences(id, reason).getLast())
        .then()
        .statusCode(200)
        .body("target", equalTo(target))
        .body("id", equalTo(id))
        .body("requestedBy", startsWith("keycloak:"));
  }

  @SuppressWarnings("unchecked")
  private static List<Integer> sequences(String id, String reason) {
    return acts(id).stream()
        .filter(act -> reason.equals(act.get("reason")))
        .map(act -> (List<Integer>) act.get("sequences"))
        .findFirst()
        .orElse(List.of());
  }

  private static Tokens bob() {
    return letIn(People.atTheSpa(Person.BOB, "openid orders:read"));
  }

  /** Somebody whom orders-service lets in. */
  private static Tokens customer(Newcomer other) {
    other.becomes("customer");
    // Their first password is an act, too, and turns away what was issued until it was told.
    Awaitility.await("their first password")
        .atMost(Duration.ofSeconds(20))
        .until(() -> LedgerLook.acts(other.id).size() == 1);
    return letIn(People.atTheSpa(other.name, Newcomer.PASSWORD, "openid orders:read"));
  }

  private static Tokens letIn(Tokens tokens) {
    given().auth().oauth2(tokens.access()).get(ORDERS + "/v1/whoami").then().statusCode(200);
    return tokens;
  }

  private static String roleOf(String user, String role) {
    String id = person.asAdmin().get(ADMIN + "/roles/" + role).path("id");
    ok(
        person
            .asAdmin()
            .body(List.of(Map.of("id", id, "name", role)))
            .post(ADMIN + "/users/" + user + "/role-mappings/realm"));
    return id;
  }
}
