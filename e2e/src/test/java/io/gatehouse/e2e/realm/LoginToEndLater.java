package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.realm.LedgerLook.ada;
import static org.hamcrest.Matchers.equalTo;

import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Tokens;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * A login of somebody who is turned away while Keycloak is not there: written at once, and ended
 * when it is back. For a test that takes Keycloak away, which takes so long that it is done once.
 */
public final class LoginToEndLater implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final Newcomer person = new Newcomer();
  private final Tokens spa = People.atTheSpa(person.name, Newcomer.PASSWORD, "openid");
  private int sequence;

  /** While Keycloak is away. */
  public void revokeMeanwhile() {
    sequence = LoginsEndTest.revoke("user", person.id);
    Awaitility.await()
        .atMost(SOON)
        .until(() -> ada().get("/v1/revocations/" + sequence).path("logins.lastFailure") != null);
    ada().get("/v1/revocations/" + sequence).then().body("logins.state", equalTo("pending"));
  }

  /** After its return. */
  public void expectEnded() {
    LoginsEndTest.awaitDone(sequence);
    LoginsEndTest.refused(LoginsEndTest.refresh("orders-spa", spa));
  }

  @Override
  public void close() {
    person.close();
  }
}
