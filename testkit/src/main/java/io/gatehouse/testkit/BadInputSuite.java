package io.gatehouse.testkit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/**
 * What no endpoint with a JSON body takes, whatever it does: each is a problem with a pointer where
 * there is a member to point at, never a 500. Extend it in a {@code @QuarkusTest} with {@link
 * IssuerResource} and name one endpoint; rules of its own members are the service's tests.
 */
public abstract class BadInputSuite {

  /** A POST endpoint that takes a JSON object, such as {@code /v1/orders}. */
  protected abstract String path();

  /** A token that may use the endpoint. */
  protected abstract String token();

  /** A body that the endpoint takes. */
  protected abstract String goodBody();

  /** Headers that it needs besides, such as {@code Idempotency-Key}. */
  protected Map<String, String> headers() {
    return Map.of();
  }

  @Test
  void goodBodyIsTaken() {
    int status = post(goodBody()).extract().statusCode();
    if (status / 100 != 2) {
      throw new AssertionError("the suite's good body was answered with " + status);
    }
  }

  @Test
  void malformedJsonIs400() {
    for (String body : List.of("{", "{\"a\":", "not json", "{'a':1}", "[1,2", "\"", "{\"a\" 1}")) {
      int status = post(body).extract().statusCode();
      if (status != 400) {
        throw new AssertionError(body + " was answered with " + status);
      }
    }
    Problems.problem(post("{"), 400, "malformed_request");
  }

  @Test
  void missingBodyIs400() {
    Problems.problem(
        request().contentType(ContentType.JSON).post(path()).then(), 400, "malformed_request");
    Problems.problem(post("   "), 400, "malformed_request");
    post("null").statusCode(400);
  }

  @Test
  void unknownMemberIs400AndIsPointedAt() {
    String body = goodBody().replaceFirst("\\{", "{\"no/such~member\":1,");
    Problems.problem(post(body), 400, "validation_failed")
        .body("errors.pointer", hasItem("/no~1such~0member"));
  }

  @Test
  void memberTwiceIs400() {
    String body = goodBody();
    String member = body.substring(1, body.indexOf(':'));
    post(body.replaceFirst("\\{", "{" + Matcher.quoteReplacement(member) + ":null,"))
        .statusCode(400);
  }

  @Test
  void whatStandsBehindTheBodyIs400() {
    post(goodBody() + "{}").statusCode(400);
    post(goodBody() + "x").statusCode(400);
  }

  @Test
  void anotherJsonTypeIs400() {
    for (String body : List.of("[]", "1", "true", "\"text\"", "[" + goodBody() + "]")) {
      int status = post(body).extract().statusCode();
      if (status != 400) {
        throw new AssertionError(body + " was answered with " + status);
      }
    }
  }

  /** As bytes: a text is set out in lines for the case of a failure, which takes five seconds. */
  @Test
  void deepNestingIs400() {
    String body = "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    request()
        .contentType("application/json")
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post(path())
        .then()
        .statusCode(400);
  }

  @Test
  void brokenUtf8Is400() {
    byte[] body = goodBody().getBytes(StandardCharsets.UTF_8);
    byte[] broken = Arrays.copyOf(body, body.length);
    broken[1] = (byte) 0xff;
    request().contentType("application/json").body(broken).post(path()).then().statusCode(400);
  }

  @Test
  void anotherContentTypeIs415() {
    for (String type :
        List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
      Problems.problem(
          request().contentType(type).body(goodBody()).post(path()).then(),
          415,
          "unsupported_media_type");
    }
  }

  @Test
  void contentTypeThatIsNoneIs400Or415() {
    int status =
        request()
            .header("Content-Type", "%%%")
            .body(goodBody().getBytes(StandardCharsets.UTF_8))
            .post(path())
            .then()
            .header("Content-Type", containsString("problem+json"))
            .extract()
            .statusCode();
    if (status != 400 && status != 415) {
      throw new AssertionError("answered with " + status);
    }
  }

  @Test
  void anotherMethodIs405AndSaysWhich() {
    Problems.problem(request().patch(path()).then(), 405, "method_not_allowed")
        .header("Allow", containsString("POST"));
  }

  @Test
  void unknownPathIs404() {
    Problems.problem(request().get(path() + "/no/such/path").then(), 404, "not_found");
    Problems.problem(given().get("/no-such-path").then(), 404, "not_found");
  }

  @Test
  void longBodyIs413() {
    String filler = "x".repeat(300 * 1024);
    Problems.problem(post("{\"a\":\"" + filler + "\"}"), 413, "payload_too_large");
  }

  @Test
  void longAddressIs414() {
    Problems.problem(request().get(path() + "?q=" + "x".repeat(6_000)).then(), 414, "uri_too_long");
  }

  @Test
  void longHeadersAre431() {
    Problems.problem(
        request().header("X-Long", "x".repeat(30_000)).get(path()).then(),
        431,
        "headers_too_large");
  }

  @Test
  void everyProblemCanBeFoundInTheLog() {
    post("{").body("traceId", notNullValue()).body("status", equalTo(400));
  }

  private RequestSpecification request() {
    return given().headers(headers()).header("Authorization", "Bearer " + token());
  }

  private ValidatableResponse post(String body) {
    return request().contentType(ContentType.JSON).body(body).post(path()).then();
  }
}
