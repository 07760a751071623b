package io.gatehouse.admin.page;

import static io.gatehouse.testkit.Problems.problem;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.gatehouse.admin.stand.Browser;
import io.gatehouse.admin.stand.Control;
import io.gatehouse.admin.stand.StandResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The desk takes forms, so testkit's suite of spoilt JSON has its like here. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
class FormInputTest {

  private static final String HOME = "http://localhost:8083";

  /** Not encoded by the test's client: the body is what the test says. */
  private static final RestAssuredConfig AS_WRITTEN =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.TEXT));

  @BeforeEach
  void calm() {
    Control.calm();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=%zz",
        "name=%",
        "name=%00",
        "name=%ff%fe",
        "name",
        "&&==&",
        "name=a&name=b",
        "scopes=%0d%0a",
        "{\"name\":\"x\"}",
        "no%20such=member"
      })
  void aSpoiltFormIsARefusalAndNeverAFault(String body) {
    Browser ada = Browser.of("ada");
    String csrf = ada.csrf("/partners/new");
    ada.request()
        .config(AS_WRITTEN)
        .header("Origin", HOME)
        .contentType("application/x-www-form-urlencoded")
        .body("csrf=" + csrf + "&" + body)
        .post("/partners")
        .then()
        .statusCode(lessThan(500))
        .body(not(containsString("Exception")));
  }

  @Test
  void aFormThatIsTooLongIs413() {
    problem(
        program()
            .contentType("application/x-www-form-urlencoded")
            .body("name=" + "x".repeat(300 * 1024))
            .post("/partners")
            .then(),
        413,
        "payload_too_large");
  }

  @Test
  void aLongAddressIs414AndLongHeadersAre431() {
    problem(program().get("/partners?q=" + "x".repeat(6_000)).then(), 414, "uri_too_long");
    problem(
        program().header("X-Long", "x".repeat(30_000)).get("/partners").then(),
        431,
        "headers_too_large");
  }

  @Test
  void anotherMethodIs405AndAnotherContentTypeIsRefused() {
    problem(program().delete("/partners").then(), 405, "method_not_allowed");
    Browser ada = Browser.of("ada");
    ada.request()
        .accept("application/json")
        .header("Origin", HOME)
        .contentType("text/plain")
        .body("csrf=" + ada.csrf("/partners/new"))
        .post("/partners")
        .then()
        .statusCode(not(lessThan(400)))
        .statusCode(lessThan(500));
  }

  private static RequestSpecification program() {
    return Browser.of("ada").request().accept("application/json").header("Origin", HOME);
  }
}
