package io.gatehouse.e2e.journey;

import static io.gatehouse.e2e.stack.Deployment.ADMIN;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.Metrics;
import io.gatehouse.e2e.desk.PlainDesk;
import io.gatehouse.e2e.people.Page;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.realm.Newcomer;
import io.gatehouse.e2e.spa.RealmAdmin;
import io.gatehouse.e2e.stack.Deployment;
import io.gatehouse.e2e.stack.DeskReplicas;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Three real replicas of the desk with the one Redis and the real Keycloak. */
@Order(5)
class DeskReplicasTest {

  /** Twelve seconds of which the desk uses two: it renews a token ten before its end. */
  private static final int SHORT_LIFE = 12;

  private static final int CROWD = 50;
  private static final String REALM_API = Deployment.KEYCLOAK + "/admin/realms/gatehouse";

  private static List<String> replicas = List.of();
  private static Newcomer administrator;

  @BeforeAll
  static void threeReplicas() {
    replicas = DeskReplicas.urls();
    administrator = new Newcomer();
  }

  @AfterAll
  static void gone() {
    if (administrator != null) {
      administrator.close();
    }
  }

  @Test
  void fiftyRequestsOverThreeReplicasWithAnExpiredTokenMakeOneRefreshAndNobodyIsLoggedOut()
      throws Exception {
    PlainDesk ada;
    try (RealmAdmin.Restored shorter =
        new RealmAdmin().accessTokensLive("admin-dashboard", SHORT_LIFE)) {
      ada = PlainDesk.of(Person.ADA);
    }
    Thread.sleep(3_000);
    double before = refreshes();
    List<Callable<Integer>> visits = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      String page = replicas.get(i % replicas.size()) + "/partners";
      visits.add(() -> ada.get(page).statusCode());
    }
    try (ExecutorService crowd = Executors.newFixedThreadPool(CROWD)) {
      for (Future<Integer> visit : crowd.invokeAll(visits)) {
        assertEquals(200, visit.get());
      }
    }
    assertEquals(before + 1, refreshes(), "refreshes at all replicas");
    for (String replica : replicas) {
      assertEquals(200, ada.get(replica + "/partners").statusCode(), "signed in at " + replica);
    }
  }

  /** OpenID Connect Back-Channel Logout: Keycloak itself tells the desk, before it has done. */
  @Test
  void aLoginThatEndsAtKeycloakEndsItsSessionsOnEveryReplicaAndNoneThatBeganBesideIt() {
    Login first = login(Person.ADA, PlainDesk.begin());
    Login sams = login(Person.SAM, PlainDesk.begin());
    PlainDesk.UnderWay second = PlainDesk.begin();
    everywhere(200, first, sams);

    double told = told();
    endAtKeycloak(first);
    everywhere(303, first);
    everywhere(200, sams);
    assertEquals(told + 1, told(), "Keycloak has called /backchannel-logout");

    Login next = login(Person.ADA, second);
    everywhere(200, next, sams);
    everywhere(303, first);

    endAtKeycloak(sams);
    everywhere(303, first, sams);
    everywhere(200, next);
  }

  @Test
  void aSessionThatAnAdministratorEndsIsOverOnEveryReplicaAndNoOtherIs() {
    Login other = login(Person.SAM, PlainDesk.begin());
    Login ended = login(Person.SAM, PlainDesk.begin());
    Login ada = login(Person.ADA, PlainDesk.begin());
    everywhere(200, ended, other);

    String newest = ADMIN + newestOfSam(ada.desk()) + "/end";
    ada.desk()
        .form(newest)
        .formParam("reason", "left the screen open")
        .post(newest)
        .then()
        .statusCode(303)
        .header("Location", endsWith("?done=session-ended"));

    everywhere(303, ended);
    everywhere(200, other, ada);
  }

  private static String newestOfSam(PlainDesk ada) {
    Matcher session =
        Pattern.compile("/sessions/all/[\\w-]+(?=/end)")
            .matcher(ada.get(ADMIN + "/sessions/all?q=sam").asString());
    assertTrue(session.find(), "sam has a session");
    return session.group();
  }

  /** Keycloak's auth_time, prompt and max_age are what the stand-in of the unit tests says. */
  @Test
  void anOldLoginProvesItselfAtKeycloakAndGoesOnWithItsForm() throws Exception {
    String strict = DeskReplicas.whereALoginIsOldAfterASecond();
    AuthApi api = new AuthApi(People.atTheTerminal(Person.ADA).access());
    String partner = api.createPartner(List.of("orders:read"));
    String keys = "/partners/" + partner + "/keys";
    PlainDesk ada = PlainDesk.of(Person.ADA);
    String old = ada.browser().cookies(ADMIN);
    Thread.sleep(2_000);

    RequestSpecification form =
        ada.form(strict + keys + "/new")
            .formParam("name", "warehouse & \"sync\"")
            .formParam("environment", "test")
            .formParam("scopes", "orders:read")
            .formParam("expiry", "never");
    form.post(strict + keys)
        .then()
        .statusCode(303)
        .header("Location", endsWith("/login?fresh=true&return=%2Fcontinue"));
    assertEquals(0, keysOf(api, partner), "nothing is done yet");

    Page proof = ada.browser().open(ADMIN + "/login?fresh=true&return=%2Fcontinue", "none");
    assertTrue(proof.address().toString().startsWith(Deployment.REALM), "asked again");
    Page waits =
        ada.browser()
            .submit(
                proof,
                Map.of("username", "ada", "password", Person.ADA.password()),
                ADMIN + "/continue?");
    assertEquals(ADMIN + "/continue", waits.address().toString());
    for (String kept :
        List.of(
            "action=\"" + keys + "\"",
            "name=\"name\" value=\"warehouse &amp; &quot;sync&quot;\"",
            "name=\"scopes\" value=\"orders:read\"",
            "Create the key")) {
      assertTrue(waits.body().contains(kept), kept);
    }
    assertEquals(0, keysOf(api, partner), "still nothing");
    assertEquals(303, statusWith(old), "the id from before is dead");
    ada.form(ADMIN + keys + "/new")
        .formParam("name", "warehouse")
        .formParam("environment", "test")
        .formParam("scopes", "orders:read")
        .formParam("expiry", "never")
        .post(ADMIN + keys)
        .then()
        .statusCode(303)
        .header("Location", containsString("/secret"));
    assertEquals(1, keysOf(api, partner));
  }

  private static int keysOf(AuthApi api, String partner) {
    return api.request().get("/v1/partners/{id}/keys", partner).path("items.size()");
  }

  private static int statusWith(String cookies) {
    return given()
        .accept("text/html")
        .redirects()
        .follow(false)
        .header("Cookie", cookies)
        .get(ADMIN + "/sessions")
        .statusCode();
  }

  /** A login, and its name at Keycloak. */
  private record Login(PlainDesk desk, String sid) {}

  private static Login login(Person person, PlainDesk.UnderWay underWay) {
    Set<String> before = logins(person);
    PlainDesk desk = underWay.finish(person);
    Set<String> after = logins(person);
    after.removeAll(before);
    assertEquals(1, after.size(), "one login more at Keycloak");
    return new Login(desk, after.iterator().next());
  }

  private static void endAtKeycloak(Login login) {
    administrator.asAdmin().delete(REALM_API + "/sessions/" + login.sid()).then().statusCode(204);
  }

  private static Set<String> logins(Person person) {
    String users = REALM_API + "/users";
    String id =
        administrator
            .asAdmin()
            .get(users + "?exact=true&username=" + person.username())
            .path("[0].id");
    List<String> sids = administrator.asAdmin().get(users + "/" + id + "/sessions").path("id");
    return new HashSet<>(sids);
  }

  /** At once, without waiting for anything. */
  private static void everywhere(int status, Login... logins) {
    for (Login login : logins) {
      for (String replica : replicas) {
        Response page = login.desk().get(replica + "/sessions");
        assertEquals(status, page.statusCode(), login.sid() + " at " + replica);
      }
    }
  }

  private static double refreshes() {
    return replicas.stream()
        .mapToDouble(replica -> new Metrics(replica).sum("gatehouse_admin_token_refreshes_total"))
        .sum();
  }

  private static double told() {
    return new Metrics(ADMIN).sum("gatehouse_admin_backchannel_logouts_total", "outcome=\"ended\"");
  }
}
