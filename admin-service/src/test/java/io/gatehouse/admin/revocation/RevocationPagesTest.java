package io.gatehouse.admin.revocation;

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
class RevocationPagesTest {

  @BeforeEach
  void calm() {
    Control.calm();
  }

  @Test
  void aRevocationLeadsToItsReceiptUnderThePersonsOwnToken() {
    Response done =
        Browser.of("ada")
            .submit(
                "/revocations/new",
                "/revocations",
                Map.of("target", "user", "id", "u-1", "reason", "left the company"));
    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(done.header("Location")).endsWith("/revocations/7?done=revoked");
    assertThat(Control.keeper("")).contains("POST /v1/revocations Bearer eyJ");
  }

  @Test
  void aTargetOfNoKindIsToldAtTheFormAndNothingIsLost() {
    Response again =
        Browser.of("ada")
            .submit(
                "/revocations/new",
                "/revocations",
                Map.of("target", "everyone", "id", "u-1", "reason", "because"));
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.asString()).contains("Choose what is to be turned away.", "value=\"u-1\"");
  }

  @Test
  void aReceiptIsWatchedUntilItIsCompleteAndReloadsWithoutScripts() {
    Browser ada = Browser.of("ada");
    String page = "";
    // The stand-in's every other answer is incomplete.
    for (int i = 0; i < 2 && !page.contains("on its way"); i++) {
      page = ada.get("/revocations/7").asString();
    }
    assertThat(page)
        .contains("orders-2", "waiting", "sse-connect=\"/revocations/7/receipt/events\"")
        .contains("<noscript><meta http-equiv=\"refresh\"")
        .contains("&lt;b&gt;leaked&lt;/b&gt;")
        .doesNotContain("<b>leaked");
    String events =
        ada.request()
            .accept("text/event-stream")
            .get("/revocations/7/receipt/events")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(events).contains("event:receipt", "everywhere", "40 ms", "event:done");
  }

  @Test
  void whatWasTurnedAwayAtOneAppAloneNamesTheApp() {
    Browser sam = Browser.of("sam");
    assertThat(sam.get("/revocations?target=session").asString())
        .contains("<code class=\"id\">s-1</code> at <code class=\"id\">insights-app</code>");
    assertThat(sam.get("/revocations/8").asString())
        .contains("<code>s-1</code> at <code>insights-app</code>, and nowhere else");
  }

  @Test
  void aVerifierThatIsBehindSaysSo() {
    assertThat(Browser.of("sam").get("/verifiers").asString()).contains("orders-1", "catching up");
  }
}
