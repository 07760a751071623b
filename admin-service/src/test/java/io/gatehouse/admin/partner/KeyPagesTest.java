package io.gatehouse.admin.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.admin.stand.Browser;
import io.gatehouse.admin.stand.Control;
import io.gatehouse.admin.stand.StandResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StandResource.class)
class KeyPagesTest {

  private static final String KEYS = "/partners/p1/keys";

  @BeforeEach
  void calm() {
    Control.calm();
  }

  @Test
  void aNewSecretIsShownOnceWithACallToTryItAndNeverInAnAddress() {
    Browser ada = Browser.of("ada");
    Response made =
        ada.submit(KEYS + "/new", KEYS, Map.of("name", "warehouse", "scopes", "orders:read"));
    String location = made.header("Location");
    assertThat(location).doesNotContain("gk_").endsWith("/keys/0123456789abcdef/secret");
    String shown = ada.get("/keys/0123456789abcdef/secret").asString();
    assertThat(shown)
        .contains("data-testid=\"api-key\"", "gk_test_0123456789abcdef")
        .contains("curl -H", "http://localhost:8082/v1/orders");
    assertThat(ada.get("/keys/0123456789abcdef/secret").asString())
        .contains("shown already")
        .doesNotContain("THESECRET");
  }

  @Test
  void aSecretIsNotShownInAnotherSession() {
    Browser ada = Browser.of("ada");
    ada.submit(KEYS + "/new", KEYS, Map.of("name", "warehouse", "scopes", "orders:read"));
    assertThat(Browser.of("ada").get("/keys/0123456789abcdef/secret").asString())
        .doesNotContain("THESECRET");
  }

  @Test
  void whatAuthServiceFindsWrongIsToldAtTheFieldsAndNothingFilledInIsLost() {
    Response again =
        Browser.of("ada")
            .submit(
                KEYS + "/new",
                KEYS,
                Map.of("name", "nonsense", "allowedCidrs", "10.0.0.0/99", "environment", "test"));
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.asString())
        .contains("may not be nonsense", "is no network", "aria-invalid=\"true\"")
        .contains("value=\"nonsense\"", "10.0.0.0/99");
  }

  @Test
  void anExpiryThatIsNoDayIsToldAtItsField() {
    Response again =
        Browser.of("ada")
            .submit(
                KEYS + "/new", KEYS, Map.of("name", "x", "expiry", "on", "expiresOn", "someday"));
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.asString()).contains("Choose a day.");
  }

  @Test
  void aRevocationSaysWhatWillStopAndAsksForAReason() {
    Browser ada = Browser.of("ada");
    assertThat(ada.get("/keys/0123456789abcdef/revoke").asString())
        .contains("stops", "warehouse", "name=\"reason\"");
    Response done =
        ada.submit(
            "/keys/0123456789abcdef/revoke",
            "/keys/0123456789abcdef/revoke",
            Map.of("reason", "leaked"));
    assertThat(done.header("Location")).endsWith("/revocations/7?done=key-revoked");
  }

  @Test
  void aKeyIsDisabledAfterOneQuestionAndItsHistoryNamesWhoDidWhat() {
    Browser ada = Browser.of("ada");
    String path = "/keys/0123456789abcdef/disable";
    assertThat(ada.get(path).asString()).contains("refused everywhere");
    assertThat(ada.submit(path, path, Map.of()).header("Location")).endsWith("done=key-disabled");
    assertThat(Control.keeper("")).contains("PATCH /v1/keys/0123456789abcdef");
    assertThat(ada.get("/keys/0123456789abcdef").asString())
        .contains("History", "key.create", "127.0.0.1")
        .contains("<svg", "By hour, as a table");
  }

  @Test
  void theKeysOfAllPartnersAreListedAndThoseToLookOutFor() {
    Browser sam = Browser.of("sam");
    assertThat(sam.get("/keys?watch=expiring&state=active").asString())
        .contains("warehouse", "/partners/p1");
    assertThat(Control.keeper("")).containsPattern("GET /v1/keys\\?state=active&expiresBefore=2");
    sam.get("/keys?watch=unused");
    assertThat(Control.keeper("")).containsPattern("GET /v1/keys\\?unusedSince=2");
  }

  @Test
  void aLimitIsSetWithTheKeyShownChangedAndTakenAway() {
    Browser ada = Browser.of("ada");
    ada.submit(
        KEYS + "/new",
        KEYS,
        Map.of(
            "name", "warehouse",
            "scopes", "orders:read",
            "limitRequests", "100",
            "limitPeriod", "PT1M"));
    assertThat(Control.keeper(""))
        .contains(
            "\"rateLimit\":{\"requests\":100,\"period\":\"PT1M\",\"onStoreLoss\":\"localShare\"}");
    assertThat(ada.get("/keys/0123456789abcdef").asString())
        .contains("100 a minute, at most 20 at once");
    String limit = "/keys/0123456789abcdef/limit";
    assertThat(ada.get(limit).asString()).contains("value=\"100\"", "value=\"20\"");
    Response done = ada.submit(limit, limit, Map.of("limitRequests", "5", "limitClosed", "true"));
    assertThat(done.header("Location")).endsWith("?done=key-limited");
    assertThat(Control.keeper(""))
        .contains(
            "{\"rateLimit\":{\"requests\":5,\"period\":\"PT1S\",\"onStoreLoss\":\"closed\"}}");
    ada.submit(limit, limit, Map.of("limitRequests", ""));
    assertThat(Control.keeper("")).contains("{\"rateLimit\":null}");
    Response wrong = ada.submit(limit, limit, Map.of("limitRequests", "many"));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.asString()).contains("Give whole numbers", "value=\"many\"");
  }

  @Test
  void aRotationUnderWayCountsDownAndIsCalledOffAfterOneQuestion() {
    Browser ada = Browser.of("ada");
    assertThat(ada.get("/keys/0123456789abcdef").asString())
        .contains("data-countdown=\"2036-11-01T10:00:00Z\"", "Call the rotation off");
    String cancel = "/keys/0123456789abcdef/rotate/cancel";
    assertThat(ada.get(cancel).asString()).contains("dies at once");
    assertThat(ada.submit(cancel, cancel, Map.of()).header("Location"))
        .endsWith("?done=rotation-cancelled");
    assertThat(Control.keeper("")).contains("POST /v1" + cancel);
  }

  @Test
  void aRotationShowsTheNewSecretOnce() {
    Browser ada = Browser.of("ada");
    ada.submit(
        "/keys/0123456789abcdef/rotate",
        "/keys/0123456789abcdef/rotate",
        Map.of("gracePeriod", "PT1H"));
    assertThat(ada.get("/keys/0123456789abcdef/secret").asString())
        .contains("Key rotated", "gk_test_");
  }

  @Test
  void aKeyThatIsNotThereIsAPageThatSaysSo() {
    Response missing = Browser.of("ada").get("/keys/unknown");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.asString()).contains("<h1>Not found</h1>");
  }

  @Test
  void thePersonsOwnTokenGoesAlong() {
    Browser.of("ada").get("/partners/p1");
    assertThat(Control.keeper("")).contains("GET /v1/partners/p1 Bearer eyJ");
  }
}
