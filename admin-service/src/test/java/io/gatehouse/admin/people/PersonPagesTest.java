package io.gatehouse.admin.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.admin.stand.Browser;
import io.gatehouse.admin.stand.Control;
import io.gatehouse.admin.stand.StandResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StandResource.class)
class PersonPagesTest {

  private static final Map<String, String> WHY = Map.of("reason", "left the company");

  @BeforeEach
  @AfterEach
  void calm() {
    Control.calm();
  }

  @Test
  void aPersonShowsRolesLoginsAndConsentsAsText() {
    assertThat(Browser.of("sam").get("/people/u-1").asString())
        .contains("carol", "support", "kc-1", "192.0.2.7", "insights-app", "Carol &lt;b&gt;")
        .doesNotContain("default-roles", "Carol <b>");
  }

  @Test
  void endingAllLoginsTellsKeycloakThenTheLedgerWithEachLoginByName() {
    Response done = act("end-all", WHY);
    assertThat(done.header("Location")).endsWith("/revocations/7?done=revoked");
    assertThat(Control.realm()).contains("POST /users/u-1/logout");
    assertThat(Control.keeper(""))
        .contains("\"target\":\"user\",\"id\":\"u-1\"")
        .contains("\"sessions\":[\"kc-1\",\"kc-2\"]");
  }

  @Test
  void aDisabledPersonCannotSignInAndWhatTheyHadStops() {
    Response done = act("disable", WHY);
    assertThat(done.header("Location")).endsWith("/revocations/7?done=revoked");
    assertThat(Control.realm()).contains("PUT /users/u-1").contains("\"enabled\":false");
  }

  @Test
  void withdrawingAConsentEndsWhatTheAppHasOfThePersonAndNoLogin() {
    Response done = act("withdraw?app=insights-app", WHY);
    assertThat(done.header("Location")).endsWith("/revocations/7?done=revoked");
    assertThat(Control.realm()).contains("DELETE /users/u-1/consents/insights-app");
    assertThat(Control.keeper(""))
        .contains("\"target\":\"user\",\"id\":\"u-1\"", "\"client\":\"insights-app\"")
        .doesNotContain("\"target\":\"session\"");
  }

  @Test
  void withoutAReasonNothingIsDone() {
    assertThat(act("disable", Map.of("reason", "  ")).statusCode()).isEqualTo(400);
  }

  @Test
  void withKeycloakAwayThePageSaysSo() {
    Browser sam = Browser.of("sam");
    Control.provider("admin-down=yes");
    Response away = sam.get("/people/u-1");
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.asString()).contains("Keycloak");
  }

  private static Response act(String act, Map<String, String> form) {
    return Browser.of("ada").submit("/people/u-1/end-all", "/people/u-1/" + act, form);
  }
}
