package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.realm.AtKeycloak.ADMIN;
import static io.gatehouse.e2e.realm.AtKeycloak.logout;
import static io.gatehouse.e2e.realm.AtKeycloak.ok;
import static io.gatehouse.e2e.realm.AtKeycloak.refresh;
import static io.gatehouse.e2e.realm.AtKeycloak.session;
import static io.gatehouse.e2e.realm.LedgerLook.acts;
import static io.gatehouse.e2e.realm.LedgerLook.entries;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Tokens;
import io.gatehouse.e2e.stack.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Acts that auth-service could not be told of as they happened: each is applied, and once. */
@Order(9)
@Timeout(240)
class MissedActsTest {

  /** Left to the listener for 15 s, read every 5. */
  private static final Duration READ_BY = Duration.ofSeconds(60);

  private static final int MANY = 30;

  private Newcomer person;

  @BeforeEach
  void aPersonOfOurOwn() {
    person = new Newcomer();
  }

  @AfterEach
  void gone() {
    person.close();
  }

  /** With auth-service stopped, people log in and out as ever; it hears of all when it is back. */
  @Test
  void loginsGoOnWhileAuthServiceIsStoppedAndEachActIsAppliedOnceAfterwards() {
    Part.assumeOurs();
    List<String> ended = new ArrayList<>();
    try (Part.Away away = Part.AUTH_SERVICE.takeAway()) {
      for (int i = 0; i < MANY; i++) {
        Tokens tokens = login();
        ended.add(session(tokens));
        logout(tokens).then().statusCode(204);
      }
    }
    for (String session : ended) {
      Awaitility.await("told after its return")
          .pollDelay(Duration.ZERO)
          .atMost(READ_BY)
          .until(() -> !acts(session).isEmpty());
    }
    for (String session : ended) {
      assertEquals(1, acts(session).size(), "applied once");
      assertEquals(1, entries("session", session).size(), "one effect");
    }
  }

  /** The listener says nothing, as if its queue had been lost with Keycloak. */
  @Test
  void whatTheListenerNeverToldIsReadFromTheEventStoreAndAppliedOnce() throws Exception {
    // A newcomer's first password is an act, too, and that one is told.
    Awaitility.await("their first password")
        .atMost(READ_BY)
        .until(() -> acts(person.id).size() == 1);
    Tokens loggedOut = login();
    Tokens goesOn = login();
    String password = "another fine sentence 9";
    listeners(List.of("jboss-logging"));
    try {
      logout(loggedOut).then().statusCode(204);
      ok(person.setPassword(password));
    } finally {
      listeners(List.of("jboss-logging", "gatehouse"));
    }
    assertTrue(isOpen(goesOn), "Keycloak lets a login go on when the password is set");
    // Logins of the act's own second end with the earlier ones.
    Thread.sleep(1100);
    Tokens later = People.atTheSpa(person.name, password, "openid");

    Awaitility.await("read from the event store")
        .atMost(READ_BY)
        .until(() -> !acts(session(loggedOut)).isEmpty() && acts(person.id).size() > 1);

    assertEquals("password set by an administrator", acts(person.id).getFirst().get("reason"));
    Awaitility.await("the login that the listener would have ended")
        .atMost(Duration.ofSeconds(15))
        .until(() -> !isOpen(goesOn));
    refresh(goesOn).then().statusCode(400);
    // Who logged in since goes on.
    refresh(later).then().statusCode(200);
    assertEquals(1, acts(session(loggedOut)).size());
    assertEquals(2, acts(person.id).size(), "their first password, and the one set now");
  }

  private Tokens login() {
    return People.atTheSpa(person.name, Newcomer.PASSWORD, "openid");
  }

  private boolean isOpen(Tokens tokens) {
    List<String> open =
        person.asAdmin().get(ADMIN + "/users/" + person.id + "/sessions").path("id");
    return open.contains(session(tokens));
  }

  private void listeners(List<String> names) {
    Map<String, Object> config =
        person.asAdmin().get(ADMIN + "/events/config").jsonPath().getMap("$");
    config.put("eventsListeners", names);
    ok(person.asAdmin().body(config).put(ADMIN + "/events/config"));
  }
}
