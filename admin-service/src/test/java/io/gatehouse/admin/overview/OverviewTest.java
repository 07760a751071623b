package io.gatehouse.admin.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.admin.stand.Browser;
import io.gatehouse.admin.stand.Control;
import io.gatehouse.admin.stand.StandResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StandResource.class)
class OverviewTest {

  @BeforeEach
  @AfterEach
  void calm() {
    Control.calm();
  }

  @Test
  void itShowsWhatComesInAndIsTurnedAwayByKindAndReasonWithTheNumbersBehindTheChart() {
    String page = Browser.of("sam").get("/").asString();
    assertThat(page)
        .contains("API key", "700", "rate limited <strong>40</strong>", "No credential")
        .contains("<svg class=\"chart\"", "role=\"img\"", "By minute, as a table");
    assertThat(Control.keeper("")).contains("GET /v1/traffic?step=minute");
  }

  @Test
  void theLastDayIsShownByHour() {
    assertThat(Browser.of("ada").get("/?span=day").asString()).contains("By hour, as a table");
    assertThat(Control.keeper("")).contains("GET /v1/traffic?step=hour");
  }

  @Test
  void itShowsVerifiersLastRevocationsWithTheirTimeKeysThatExpireAndParts() {
    // The stand-in's every other answer is a receipt that is complete.
    Browser ada = Browser.of("ada");
    String pages = ada.get("/").asString() + ada.get("/").asString();
    assertThat(pages)
        .contains("orders-1", "catching up", "40 ms", "on its way")
        .contains("Keys about to expire", "warehouse")
        .contains("orders-service", "Answered in");
  }

  @Test
  void withAuthServiceAwayTheFirstPageIsThereAndSaysWhatItCannotTell() {
    Browser ada = Browser.of("ada");
    Control.keeper("up=false");
    Response page = ada.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString()).contains("cannot be asked at present", "Parts", "Redis");
  }
}
