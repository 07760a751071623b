package io.gatehouse.e2e.matrix;

import static org.hamcrest.Matchers.oneOf;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.WithinASecond;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntSupplier;
import org.awaitility.Awaitility;

/** Ada turns somebody away; and how soon that must be seen. */
final class Ledger {

  private static final Duration SOON = Duration.ofSeconds(5);

  private Ledger() {}

  /** What it returns counts from the answer on. */
  static WithinASecond revoke(String target, String id) {
    new AuthApi(People.atTheTerminal(Person.ADA).access())
        .request()
        .body(Map.of("target", target, "id", id, "reason", "a row of the table"))
        .post("/v1/revocations")
        .then()
        .statusCode(oneOf(200, 201));
    return WithinASecond.of(target + " revoked");
  }

  /** Asks until the answer has this status: for what nobody promises within a second. */
  static void expectSoon(int status, IntSupplier asking) {
    Awaitility.await("answered " + status)
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> asking.getAsInt() == status);
  }
}
