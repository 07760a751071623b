package io.gatehouse.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatehouse.e2e.stack.Deployment;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * README's promise: who was let in, and asks a second after the answer to the act that turns them
 * away, is refused. Asks all the while, and prints how soon the first refusal came.
 */
public final class WithinASecond {

  private static final Duration PROMISED = Duration.ofSeconds(1);

  private final String act;
  private final long acknowledged = System.nanoTime();

  private WithinASecond(String act) {
    this.act = act;
  }

  /** To be called as soon as the act is acknowledged: the second begins now. */
  public static WithinASecond of(String act) {
    return new WithinASecond(act);
  }

  /** This token opens orders-service no more. */
  public void refused(String accessToken) {
    answered(
        401,
        () ->
            RestAssured.given()
                .auth()
                .oauth2(accessToken)
                .get(Deployment.ORDERS + "/v1/whoami")
                .statusCode());
  }

  /**
   * @param asking asks once, anew each time
   */
  public void answered(int expected, IntSupplier asking) {
    Duration asked;
    int answer;
    do {
      asked = since();
      answer = asking.getAsInt();
    } while (answer != expected && asked.compareTo(PROMISED) < 0);
    assertEquals(expected, answer, act + ": asked " + asked.toMillis() + " ms later");
    System.out.printf("%s: refused after %d ms%n", act, since().toMillis());
  }

  private Duration since() {
    return Duration.ofNanos(System.nanoTime() - acknowledged);
  }
}
