package io.gatehouse.admin.app;

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
class AppPagesTest {

  @BeforeEach
  void calm() {
    Control.calm();
  }

  @Test
  void appsAreListedWithoutKeycloaksOwn() {
    assertThat(Browser.of("sam").get("/apps").asString())
        .contains("insights-app", "asks for consent", "orders:read")
        .doesNotContain("admin-cli");
  }

  @Test
  void anAppShowsWhoAgreedToWhat() {
    assertThat(Browser.of("sam").get("/apps/insights-app").asString())
        .contains("carol", "orders:read", "Order Insights")
        .contains("can look at everything and change nothing");
  }

  @Test
  void revokingAnAppWithdrawsItsConsentsAndLeadsToTheReceipt() {
    Browser ada = Browser.of("ada");
    String revoke = "/apps/insights-app/revoke";
    assertThat(ada.get(revoke).asString()).contains("All consents for it are withdrawn");
    assertThat(ada.submit(revoke, revoke, Map.of()).statusCode()).isEqualTo(400);
    Response done = ada.submit(revoke, revoke, Map.of("reason", "it was sold"));
    assertThat(done.header("Location")).endsWith("/revocations/7?done=revoked");
    assertThat(Control.realm()).contains("DELETE /users/u-1/consents/insights-app");
    assertThat(Control.keeper("")).contains("\"target\":\"client\",\"id\":\"insights-app\"");
  }

  @Test
  void anAppThatKeycloakDoesNotKnowIsAPageThatSaysSo() {
    assertThat(Browser.of("ada").get("/apps/nobody").statusCode()).isEqualTo(404);
  }
}
