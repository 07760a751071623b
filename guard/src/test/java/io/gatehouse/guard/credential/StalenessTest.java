package io.gatehouse.guard.credential;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.app.Revoked;
import io.gatehouse.guard.revocation.Revocations.Verdict;
import io.gatehouse.guard.revocation.Staleness;
import io.gatehouse.testkit.IssuerResource;
import io.gatehouse.testkit.Problems;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An endpoint's own bound for the age of the copy, against the configured 5 s and 60 s more. */
@QuarkusTest
@QuarkusTestResource(IssuerResource.class)
class StalenessTest {

  @Inject Revoked revoked;

  private final String token = TestTokens.user("gina", "orders:read orders:write");

  @AfterEach
  void freshAgain() {
    copyIs(Duration.ZERO, Verdict.VALID);
  }

  @Test
  void aShorterBoundRefusesWhileOthersGoOnAndReadsAsWellAsChanges() {
    copyIs(Duration.ofSeconds(2), Verdict.VALID);
    send(Method.POST, "transfers").statusCode(200);

    copyIs(Duration.ofMillis(2001), Verdict.VALID);

    refused(send(Method.POST, "transfers"));
    refused(send(Method.GET, "transfers"));
    send(Method.GET, "whoami").statusCode(200);
    send(Method.POST, "notes").statusCode(200);
  }

  @Test
  void aLongerBoundGoesOnWhereOthersRefuseAndEnds() {
    copyIs(Duration.ofMinutes(5), Verdict.STALE);
    send(Method.POST, "notes").statusCode(200);
    refused(send(Method.GET, "whoami"));

    copyIs(Duration.ofMinutes(5).plusMillis(1), Verdict.STALE);

    refused(send(Method.POST, "notes"));
  }

  @Test
  void whatGoesOnGoesOnHoweverOldTheCopy() {
    copyIs(Duration.ofDays(1), Verdict.STALE);
    send(Method.POST, "own-logout").statusCode(200);
  }

  @Test
  void whoIsKnownToBeRevokedIsRefusedWhateverTheBound() {
    copyIs(Duration.ZERO, Verdict.REVOKED);
    for (String path : new String[] {"transfers", "notes", "own-logout"}) {
      Problems.problem(send(Method.POST, path), 401, "token_revoked");
    }
  }

  /**
   * The door asks before an endpoint is chosen: what has none of its own has the configured one.
   */
  @Test
  void anotherMethodOrPathHasTheConfiguredBound() {
    copyIs(Duration.ofSeconds(10), Verdict.STALE_FOR_CHANGES);
    refused(send(Method.PUT, "notes"));
    refused(send(Method.POST, "notes/1"));
    send(Method.POST, "notes/").statusCode(200);
  }

  @Test
  void aBoundThatCannotBeReadIsNoBound() throws NoSuchMethodException {
    assertThrows(IllegalStateException.class, () -> allows("unreadable"));
    assertThrows(IllegalStateException.class, () -> allows("none"));
    assertThrows(IllegalStateException.class, () -> allows("both"));
    assertTrue(allows("fromItsClass"));
    assertFalse(
        RouteStaleness.allows(
            Unfit.class.getDeclaredMethod("fromItsClass"), Duration.ofSeconds(8)));
  }

  private static boolean allows(String method) throws NoSuchMethodException {
    return RouteStaleness.allows(Unfit.class.getDeclaredMethod(method), Duration.ZERO);
  }

  @Staleness(max = "PT7S")
  private static final class Unfit {

    @Staleness(max = "3 seconds")
    void unreadable() {}

    @Staleness
    void none() {}

    @Staleness(max = "PT3S", then = Staleness.Then.ALLOW)
    void both() {}

    void fromItsClass() {}
  }

  private void copyIs(Duration age, Verdict verdict) {
    revoked.age(age);
    revoked.answer("gina", verdict);
  }

  private static void refused(ValidatableResponse response) {
    Problems.problem(response, 503, "revocation_state_stale").header("Retry-After", notNullValue());
  }

  private ValidatableResponse send(Method method, String path) {
    return given().auth().oauth2(token).request(method, "/v1/" + path).then();
  }
}
