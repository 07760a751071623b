package io.gatehouse.auth.revocation;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.exchange;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.auth.Api;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A token says what its key might do when it was exchanged: a change turns it away. */
@QuarkusTest
class ChangedKeyTest {

  /** The last column: whether the key gets a new token, at once, in the very same second. */
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "PATCH;/v1/keys/KEY;{'scopes':['orders:read']};key;true",
        "PATCH;/v1/keys/KEY;{'allowedCidrs':['127.0.0.0/8']};key;true",
        "PATCH;/v1/keys/KEY;{'rateLimit':{'requests':5,'period':'PT1S'}};key;true",
        "PATCH;/v1/keys/KEY;{'expiresAt':'2099-01-01T00:00:00Z'};key;true",
        "PATCH;/v1/keys/KEY;{'enabled':false};key;false",
        "POST;/v1/keys/KEY/rotate;{'gracePeriod':'PT0S'};key;false",
        "POST;/v1/keys/KEY/revoke;{'reason':'lost'};key;false",
        "PATCH;/v1/partners/PARTNER;{'scopes':['orders:read']};partner;true",
        "PATCH;/v1/partners/PARTNER;{'rateLimit':{'requests':5,'period':'PT1S'}};partner;true",
        "DELETE;/v1/partners/PARTNER;;partner;false",
      })
  void whatChangesWhatAKeyMayDoTurnsItsTokensAway(
      String method, String path, @Nullable String body, String target, boolean goesOn) {
    Api.Made key = key();
    String token = token(key);
    assertThat(isActive(token)).isTrue();

    assertThat(change(key, method, path, body).statusCode()).isBetween(200, 299);

    await().atMost(Duration.ofSeconds(5)).until(() -> !isActive(token));
    assertThat(entries(target, target.equals("key") ? key.id() : key.partner())).hasSize(1);
    if (goesOn) {
      assertThat(isActive(token(key))).isTrue();
    } else {
      exchange(key.secret()).statusCode(400);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/v1/keys/KEY;{'name':'another'}",
        "/v1/keys/KEY;{'metadata':{'team':'b'}}",
        "/v1/partners/PARTNER;{'name':'Another'}",
      })
  void whatChangesNothingThatATokenSaysTurnsNobodyAway(String path, String body) {
    Api.Made key = key();
    String token = token(key);

    assertThat(change(key, "PATCH", path, body).statusCode()).isEqualTo(200);

    assertThat(entries("key", key.id())).isEmpty();
    assertThat(entries("partner", key.partner())).isEmpty();
    assertThat(isActive(token)).isTrue();
  }

  private static Response change(Api.Made key, String method, String path, @Nullable String body) {
    var request = ada();
    if (body != null) {
      request.body(body.replace('\'', '"'));
    }
    return request.request(method, path.replace("KEY", key.id()).replace("PARTNER", key.partner()));
  }

  private static String token(Api.Made key) {
    return exchange(key.secret()).statusCode(200).extract().path("access_token");
  }

  private static boolean isActive(String token) {
    return given()
        .auth()
        .oauth2(TestTokens.service("orders-service", "service"))
        .formParam("token", token)
        .post("/oauth/introspect")
        .then()
        .statusCode(200)
        .extract()
        .<Boolean>path("active");
  }

  private static List<?> entries(String target, String id) {
    return ada()
        .get("/v1/revocations/newest?target=" + target + "&id=" + id)
        .then()
        .statusCode(200)
        .extract()
        .path("items");
  }
}
