package io.gatehouse.admin.event;

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
class EventPagesTest {

  private static final String HOOK = "/webhooks/whk_0123456789abcdef0123";

  @BeforeEach
  void calm() {
    Control.calm();
  }

  @Test
  void eventsAreListedAsTextAndFilteredByKindsThatThereAre() {
    Browser sam = Browser.of("sam");
    assertThat(sam.get("/events?type=key.created&key=0123456789abcdef").asString())
        .contains("key.created", "&lt;i&gt;x")
        .doesNotContain("<i>x");
    assertThat(Control.keeper(""))
        .contains("/v1/events?type=key.created&keyId=0123456789abcdef&limit=50");
    sam.get("/events?type=nonsense");
    assertThat(Control.keeper("")).doesNotContain("type=nonsense");
  }

  @Test
  void aWebhooksSecretIsShownOnceAndNeverInAnAddress() {
    Browser ada = Browser.of("ada");
    Response made =
        ada.submit(
            "/webhooks/new",
            "/webhooks",
            Map.of("url", "https://hooks.example", "events", "key.revoked"));
    assertThat(made.header("Location"))
        .endsWith(HOOK + "?done=webhook-created")
        .doesNotContain("whsec");
    assertThat(ada.get(HOOK).asString()).contains("whsec_SHOWNONCE", "Copy it now");
    assertThat(ada.get(HOOK).asString()).doesNotContain("whsec_");
  }

  @Test
  void aWebhookThatAuthServiceRefusesIsToldAtTheFormAndNothingIsLost() {
    Response again =
        Browser.of("ada")
            .submit(
                "/webhooks/new",
                "/webhooks",
                Map.of("url", "https://nonsense", "events", "key.leaked"));
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.asString())
        .contains("value=\"https://nonsense\"")
        .containsPattern("value=\"key.leaked\" +checked");
  }

  @Test
  void deliveriesShowTheirAttemptsAndAreSentAgain() {
    Browser ada = Browser.of("ada");
    assertThat(ada.get(HOOK).asString()).contains("502", "failed", "Send again");
    Response again = ada.submit(HOOK, HOOK + "/deliveries/5/replay", Map.of());
    assertThat(again.header("Location")).endsWith(HOOK + "?done=delivery-replayed");
  }

  @Test
  void aWebhookIsSwitchedRotatedAndDeletedTheLastTwoAfterOneQuestion() {
    Browser ada = Browser.of("ada");
    assertThat(ada.submit(HOOK, HOOK + "/disable", Map.of()).header("Location"))
        .endsWith("done=webhook-disabled");
    assertThat(Control.keeper("")).contains("{\"enabled\":false}");
    assertThat(ada.get(HOOK + "/rotate").asString()).contains("take our messages for forged");
    assertThat(ada.submit(HOOK + "/rotate", HOOK + "/rotate", Map.of()).header("Location"))
        .endsWith("done=webhook-rotated");
    assertThat(ada.get(HOOK + "/delete").asString()).contains("is told of nothing");
    assertThat(ada.submit(HOOK + "/delete", HOOK + "/delete", Map.of()).header("Location"))
        .endsWith("/webhooks?done=webhook-deleted");
  }
}
