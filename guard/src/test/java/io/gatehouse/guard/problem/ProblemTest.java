package io.gatehouse.guard.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.testkit.IssuerResource;
import io.gatehouse.testkit.Problems;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(IssuerResource.class)
class ProblemTest {

  @Test
  void brokenRulesArePointedAtInTheBody() {
    Problems.problem(
            post("{\"lines\":[{\"sku\":\"\",\"quantity\":0},{\"sku\":\"b\",\"quantity\":1}]}"),
            400,
            "validation_failed")
        .body("errors.pointer", contains("/lines/0/quantity", "/lines/0/sku"));
    Problems.problem(post("{\"lines\":[]}"), 400, "validation_failed")
        .body("errors.pointer", contains("/lines"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "1.5", "true", "null", "1e400", "99999999999", "[1]", "{}"})
  void numberOfAnotherTypeIsPointedAt(String quantity) {
    Problems.problem(
            post("{\"lines\":[{\"sku\":\"a\",\"quantity\":" + quantity + "}]}"),
            400,
            "validation_failed")
        .body("errors.pointer", contains("/lines/0/quantity"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "1.5", "[\"a\"]", "{\"a\":1}"})
  void textOfAnotherTypeIsPointedAt(String sku) {
    Problems.problem(
            post("{\"lines\":[{\"sku\":" + sku + ",\"quantity\":1}]}"), 400, "validation_failed")
        .body("errors.pointer", contains("/lines/0/sku"));
  }

  @ParameterizedTest
  @CsvSource({"limit=x", "limit=1.5", "limit=99999999999", "limit=%00"})
  void parameterThatDoesNotConvertIs400(String query) {
    Problems.problem(
        alice().urlEncodingEnabled(false).get("/v1/orders?" + query).then(),
        400,
        "malformed_request");
  }

  @Test
  void pathParameterThatDoesNotConvertIs400() {
    Problems.problem(alice().get("/v1/orders/abc").then(), 400, "malformed_request");
  }

  @Test
  void parametersAreNamedAsTheCallerWroteThem() {
    Problems.problem(alice().get("/v1/orders?limit=101").then(), 400, "validation_failed")
        .body("errors.pointer", contains("?limit"));
    Problems.problem(
            alice().header("X-Count", "0").get("/v1/orders/1").then(), 400, "validation_failed")
        .body("errors.pointer", contains("X-Count"));
  }

  @Test
  void ourOwnFaultIs500AndTellsNothing() {
    Problems.problem(given().get("/v1/public/boom").then(), 500, "internal_error")
        .body(not(containsString("jdbc")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sql", "agroal", "postgres", "redis", "refused", "wrapped"})
  void partThatIsAwayIs503(String kind) {
    Problems.problem(given().get("/v1/away/" + kind).then(), 503, "dependency_unavailable")
        .header("Retry-After", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "25006", "25P03", "40001", "40P01", "53100", "53300", "55P03", "57014", "57P01"
      })
  void databaseThatCannotNowIs503(String state) {
    Problems.problem(given().get("/v1/away/state/" + state).then(), 503, "dependency_unavailable")
        .header("Retry-After", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"23503", "23505", "23P01"})
  void changeThatAnotherForestalledIs409(String state) {
    Problems.problem(given().get("/v1/away/state/" + state).then(), 409, "conflict");
  }

  @ParameterizedTest
  @ValueSource(strings = {"42601", "22001", "23502", "58P01", "XX000"})
  void sqlStateThatIsOurFaultIs500(String state) {
    Problems.problem(given().get("/v1/away/state/" + state).then(), 500, "internal_error");
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /v1/orders, GET|HEAD|POST",
    "PUT, /v1/orders/1, GET|HEAD",
    "GET, /v1/public/1/notes, DELETE",
    "POST, /v1/public/1/notes, DELETE",
    "POST, /v1/public/cached, GET|HEAD",
  })
  void wrongMethodIs405AndSaysWhichAreRight(String method, String path, String allowed) {
    Problems.problem(alice().request(method, path).then(), 405, "method_not_allowed")
        .header("Allow", equalTo(allowed.replace("|", ", ")));
  }

  @Test
  void whatIsNotThereIs404WhateverTheMethod() {
    for (String method : new String[] {"GET", "POST", "DELETE"}) {
      Problems.problem(alice().request(method, "/v1/nothing").then(), 404, "not_found")
          .header("Allow", nullValue());
    }
  }

  @Test
  void sqlThatIsWrongIsOurFault() {
    Problems.problem(given().get("/v1/away/syntax").then(), 500, "internal_error");
  }

  @Test
  void acceptThatCannotBeServedIs406() {
    Problems.problem(alice().accept("image/png").get("/v1/whoami").then(), 406, "not_acceptable");
  }

  @Test
  void roleThatIsMissingIs403WithoutAScope() {
    Problems.problem(alice().get("/v1/admin").then(), 403, "forbidden")
        .header("WWW-Authenticate", not(containsString("insufficient_scope")));
  }

  @Test
  void publicEndpointThatWantsACallerAsksForACredential() {
    Problems.problem(given().get("/v1/open-but-personal").then(), 401, "credential_missing");
  }

  @Test
  void endpointsOwnCachingStands() {
    given().get("/v1/public/cached").then().header("Cache-Control", containsString("max-age=3600"));
    given().get("/v1/public").then().header("Cache-Control", equalTo("no-store"));
    given().get("/hello.txt").then().statusCode(200).body(containsString("static"));
  }

  @Test
  void chunkedBodyIsCountedToo() throws IOException {
    String answer =
        raw(
            "POST /v1/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + TestTokens.alice()
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                + "Connection: close\r\n\r\n"
                + ("8000\r\n" + " ".repeat(0x8000) + "\r\n").repeat(10)
                + "0\r\n\r\n");
    Assertions.assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
    Assertions.assertTrue(answer.contains("payload_too_large"), answer);
  }

  @Test
  void refusedBodyDoesNotBlockTheConnection() throws IOException {
    String refused =
        "POST /v1/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x\r\n"
            + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
            + " ".repeat(100_000);
    String next = "GET /v1/public HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    String answer = raw(refused + next);
    Assertions.assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
    Assertions.assertTrue(answer.contains("HTTP/1.1 200"), answer);
  }

  @Test
  void readinessTellsOfTheKeysAndMetricsOfTheDoor() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body(containsString("issuer keys"))
        .body(containsString("realm"));
    alice().get("/v1/whoami").then().statusCode(200);
    given()
        .get("/q/metrics")
        .then()
        .body(containsString("gatehouse_credentials_total"))
        .body(containsString("outcome=\"admitted\""));
  }

  @Test
  void connectionEndsAfterABodyThatIsFarTooLong() throws IOException {
    // The body that was announced never comes: the server must not wait for it.
    long began = System.nanoTime();
    String answer =
        raw(
            "POST /v1/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 900000000\r\n\r\n{");
    Assertions.assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
    Assertions.assertTrue(answer.contains("payload_too_large"), answer);
    Assertions.assertTrue(System.nanoTime() - began < 5_000_000_000L, "closed late");
  }

  @Test
  void addressAndHeadersFarBeyondTheLimitStillGetAProblem() throws IOException {
    String end = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    String address = raw("GET /v1/public?q=" + "x".repeat(60_000) + end);
    Assertions.assertTrue(address.startsWith("HTTP/1.1 414"), address);
    Assertions.assertTrue(address.contains("uri_too_long"), address);
    String headers =
        raw(
            "GET /v1/public HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + ("X-Long: " + "x".repeat(9_990) + "\r\n").repeat(24)
                + "\r\n");
    Assertions.assertTrue(headers.startsWith("HTTP/1.1 431"), headers);
    Assertions.assertTrue(headers.contains("headers_too_large"), headers);
  }

  @Test
  void megabyteOfHeadersIsRefusedByTheServerItself() throws IOException {
    String headers =
        raw(
            "GET /v1/public HTTP/1.1\r\nHost: localhost\r\n"
                + ("X-Long: " + "x".repeat(9_990) + "\r\n").repeat(40)
                + "\r\n");
    Assertions.assertTrue(headers.startsWith("HTTP/1.1 431"), headers);
    given().get("/v1/public").then().statusCode(200);
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static RequestSpecification alice() {
    return given().auth().oauth2(TestTokens.alice());
  }

  private static ValidatableResponse post(String body) {
    return alice().contentType("application/json").body(body).post("/v1/orders").then();
  }
}
