package io.gatehouse.e2e.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.fault.Scene.Guest;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Part;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No request waits for anybody else's answer once its credential is known. */
@Order(Integer.MAX_VALUE)
@Timeout(120)
class WarmRequestTest {

  /** Shorter than what is stale for changes, so that these go on too. */
  private static final Duration GONE = Duration.ofMillis(2500);

  private Scene scene;

  @BeforeEach
  void open() {
    scene = Scene.open();
  }

  /**
   * Both are frozen, not stopped: whoever asked them anything would wait for as long as they are,
   * and not be told at once that there is nobody.
   */
  @Test
  void warmRequestsAskNeitherKeycloakNorAuthService() throws InterruptedException {
    AuthApi ada = Scene.ada();
    List<String> scopes = List.of("orders:read", "orders:write");
    String key = ada.createKey(ada.createPartner(scopes), scopes.toArray(String[]::new)).secret();
    String alice = People.atTheSpa(Person.ALICE).access();
    Guest guest = scene.guest();
    String at = scene.steady.url();
    Duration pause = Duration.ofMillis(5);
    List<Visitor> visitors =
        Stream.of(alice, key, guest.token())
            .flatMap(credential ->
                Stream.of(
                    Visitor.reading(at, credential, pause),
                    Visitor.changing(at, credential, pause)))
            .toList();
    try {
      visitors.forEach(visitor -> visitor.awaitAdmitted(Duration.ofSeconds(10)));
      try (Part.Away keycloak = Part.KEYCLOAK.freeze();
          Part.Away authService = Part.AUTH_SERVICE.freeze()) {
        long gone = System.nanoTime();
        Thread.sleep(GONE);
        for (Visitor visitor : visitors) {
          List<Visitor.Visit> meanwhile = visitor.since(gone).toList();
          assertTrue(meanwhile.size() > 20, () -> "hardly an answer: " + visitor);
          assertEquals(
              0, meanwhile.stream().filter(visit -> !visit.admitted()).count(), visitor::toString);
        }
      }
    } finally {
      visitors.forEach(Visitor::close);
    }
    scene.awaitFollowed();
  }
}
