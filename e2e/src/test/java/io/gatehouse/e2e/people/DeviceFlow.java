package io.gatehouse.e2e.people;

import static io.gatehouse.e2e.stack.Deployment.REALM;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;

/** Device authorization grant (RFC 8628): how a person at a terminal gets a token for the API. */
final class DeviceFlow {

  private static final String NOWHERE = "nowhere:";
  private final String clientId;

  DeviceFlow(String clientId) {
    this.clientId = clientId;
  }

  Tokens login(Person person, String scope) {
    JsonPath device =
        given()
            .formParam("client_id", clientId)
            .formParam("scope", scope)
            .post(REALM + "/protocol/openid-connect/auth/device")
            .then()
            .statusCode(is(200))
            .extract()
            .jsonPath();
    PlainBrowser browser = new PlainBrowser();
    Page login = browser.open(device.getString("verification_uri_complete"), NOWHERE);
    Page consent =
        browser.submit(
            login, Map.of("username", person.username(), "password", person.password()), NOWHERE);
    browser.submit(consent, Map.of("accept", "Yes"), NOWHERE);

    Duration interval = Duration.ofSeconds(device.getLong("interval"));
    Response answer =
        await("token for " + person + " at " + clientId)
            .pollDelay(Duration.ZERO)
            .pollInterval(interval)
            .atMost(interval.multipliedBy(4))
            .until(() -> redeem(device.getString("device_code")), r -> r.statusCode() == 200);
    return Tokens.of(answer.jsonPath());
  }

  private Response redeem(String deviceCode) {
    return given()
        .formParam("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
        .formParam("client_id", clientId)
        .formParam("device_code", deviceCode)
        .post(REALM + "/protocol/openid-connect/token");
  }
}
