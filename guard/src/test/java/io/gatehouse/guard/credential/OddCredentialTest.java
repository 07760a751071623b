package io.gatehouse.guard.credential;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.testkit.IssuerResource;
import io.gatehouse.testkit.Problems;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials as no client writes them; by a socket, since a client library would mend them. */
@QuarkusTest
@QuarkusTestResource(IssuerResource.class)
class OddCredentialTest {

  private static ApiKey key() {
    return ApiKey.generate("test", "0000000000000000", new SecureRandom());
  }

  private static String send(String path, String... headers) throws IOException {
    String request =
        "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n\r\n"
            .formatted(path, String.join("\r\n", headers));
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.UTF_8));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertRefused(String answer, String... statuses) {
    assertTrue(
        List.of(statuses).stream().anyMatch(status -> answer.startsWith("HTTP/1.1 " + status)),
        answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000",
        "\u0001",
        "\u007f",
        "\u0080",
        "é",
        "キー",
        "\ud83d\udd11",
        "\u200b",
        "\u202e",
        "%00",
        "\"",
        "\\"
      })
  void keyWithOneStrangeCharacterIsRefusedWhereverItStands(String strange) throws IOException {
    String good = key().reveal();
    for (String bad :
        List.of(
            strange + good,
            good.substring(0, 30) + strange + good.substring(31),
            good.substring(0, 30) + strange + good.substring(30))) {
      // 400 without a body where HTTP itself has no such header (RFC 9110 §5.5).
      assertRefused(send("/v1/whoami", "Authorization: Bearer " + bad), "400", "401");
      assertRefused(send("/v1/whoami", "X-API-Key: " + bad), "400", "401");
      assertRefused(
          send("/v1/public", "Authorization: Bearer " + TestTokens.alice() + strange),
          "400",
          "401");
    }
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    for (int odd : new int[] {0xff, 0xc0, 0xed}) {
      String request = "GET /v1/whoami HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
      try (Socket socket = new Socket("localhost", RestAssured.port)) {
        socket.setSoTimeout(10_000);
        OutputStream out = socket.getOutputStream();
        out.write((request + "Authorization: Bearer gk_live_").getBytes(StandardCharsets.US_ASCII));
        out.write(odd);
        out.write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertRefused(answer, "400", "401");
      }
    }
  }

  @Test
  void headerOfAMegabyteIsRefusedAndTheServerGoesOn() throws IOException {
    for (String name : List.of("Authorization: Bearer ", "X-API-Key: ")) {
      try {
        assertRefused(send("/v1/whoami", name + "x".repeat(1_048_576)), "431");
      } catch (java.net.SocketException e) {
        // It does not read on until we have written all: that is a refusal too.
        assertTrue(
            String.valueOf(e.getMessage()).contains("reset")
                || String.valueOf(e.getMessage()).contains("Broken pipe"),
            e.toString());
      }
      given().get("/v1/public").then().statusCode(200);
    }
  }

  @Test
  void secondCredentialIsRefusedHoweverItIsWritten() throws IOException {
    String token = "Bearer " + TestTokens.alice();
    String good = key().reveal();
    for (List<String> headers :
        List.of(
            List.of("Authorization: " + token, "authorization: " + token),
            List.of("Authorization: " + token, "Authorization: Basic YTpi"),
            List.of("Authorization: Basic YTpi", "X-API-Key: " + good),
            List.of("Authorization: Bearer " + good, "X-API-Key: " + good),
            List.of("X-API-Key: " + good, "x-api-key: " + good),
            List.of("X-API-Key: " + good, "X-API-Key: "))) {
      String answer = send("/v1/whoami", headers.toArray(String[]::new));
      assertRefused(answer, "400");
      assertTrue(answer.contains("\"multiple_credentials\""), answer);
    }
    // One header with two values is one bad credential.
    assertRefused(send("/v1/whoami", "Authorization: " + token + ", " + token), "401");
    assertRefused(send("/v1/whoami", "X-API-Key: " + good + "," + good), "401");
  }

  @Test
  void schemeOfAKeyHasNoCaseAndSpaceAroundItDoesNotCount() {
    ApiKey key = key();
    for (String header : List.of("bearer ", "BEARER ", "bEaReR   ")) {
      given()
          .header("Authorization", header + key.reveal() + " ")
          .get("/v1/whoami")
          .then()
          .statusCode(200)
          .body("clientId", equalTo(key.id()));
    }
    Problems.problem(
        given().header("Authorization", "Bearer" + key.reveal()).get("/v1/whoami").then(),
        401,
        "credential_missing");
  }

  @Test
  void keyInTheAddressIsRefusedWithAWordNeverToDoThatThoughAGoodOneStandsInTheHeader() {
    Problems.problem(
            given()
                .auth()
                .oauth2(TestTokens.alice())
                .get("/v1/whoami?key=" + key().reveal())
                .then(),
            400,
            "credential_in_url")
        .body("detail", startsWith("Never put a credential into an address"));
  }
}
