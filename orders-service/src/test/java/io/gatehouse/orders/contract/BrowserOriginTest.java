package io.gatehouse.orders.contract;

import static io.gatehouse.testkit.Problems.problem;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.equalToIgnoringCase;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.gatehouse.orders.Callers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which browsers' pages may call (CORS): the SPA's alone. */
@QuarkusTest
class BrowserOriginTest {

  @ConfigProperty(name = "gatehouse.urls.spa")
  String spa;

  @Test
  void spaMayCallAndReadTheHeadersItNeeds() {
    Callers.alice()
        .header("Origin", spa)
        .get("/v1/orders")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", equalTo(spa))
        .header("Access-Control-Expose-Headers", containsString("ETag"));
    Callers.anonymous()
        .header("Origin", spa)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,if-match,idempotency-key")
        .options("/v1/orders")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", equalTo(spa));
  }

  /** The browser hides the answer; a program that sends Origin by habit gets the usual one. */
  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "http://spa.test.evil.example", "%%"})
  void anotherPageGetsNoCorsHeadersAndNoOtherAnswerThanAProgram(String origin) {
    withoutCors(Callers.alice().header("Origin", origin).get("/v1/orders")).statusCode(200);
    problem(
        withoutCors(Callers.anonymous().header("Origin", origin).get("/v1/orders")),
        401,
        "credential_missing");
    withoutCors(
        Callers.anonymous()
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization")
            .options("/v1/orders"));
  }

  @Test
  void noPageIsToldToSendCookies() {
    Callers.alice()
        .header("Origin", spa)
        .get("/v1/orders")
        .then()
        .header("Access-Control-Allow-Credentials", not(equalTo("true")))
        .header("Vary", equalToIgnoringCase("origin"));
  }

  @Test
  void aMethodThatIsNotThereIsAProblemForTheSpaToo() {
    problem(
        Callers.alice().header("Origin", spa).patch("/v1/orders").then(),
        405,
        "method_not_allowed");
  }

  private static ValidatableResponse withoutCors(Response answer) {
    for (Header header : answer.headers()) {
      assertThat(header.getName().toLowerCase(Locale.ROOT), not(startsWith("access-control-")));
    }
    return answer.then();
  }
}
