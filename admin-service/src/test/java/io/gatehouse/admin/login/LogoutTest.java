package io.gatehouse.admin.login;

import static io.gatehouse.admin.stand.Browser.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.admin.stand.Browser;
import io.gatehouse.admin.stand.Control;
import io.gatehouse.admin.stand.StandResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StandResource.class)
class LogoutTest {

  @BeforeEach
  @AfterEach
  void calm() {
    Control.calm();
  }

  @Test
  void afterALogoutTheOldCookieOpensNothing() {
    Browser browser = Browser.of("ada");
    String old = browser.cookie(SESSION);
    Response out = browser.submit("/", "/logout", Map.of());
    assertThat(out.statusCode()).isEqualTo(303);
    assertThat(out.header("Location"))
        .contains("/protocol/openid-connect/logout")
        .contains("post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A8083%2Flogged-out");
    assertThat(Control.provider("")).as("the refresh token is dead at the provider").isEqualTo(-1);
    assertThat(out.header("Location")).as("no token in an address").doesNotContain("eyJ");
    assertThat(out.header("Clear-Site-Data")).contains("cookies", "storage", "cache");
    assertThat(browser.has(SESSION)).isFalse();
    assertThat(new Browser().with(SESSION, old).get("/").statusCode()).isEqualTo(303);
    assertThat(browser.get("/logged-out").asString()).contains("Signed out");
  }

  /**
   * In this order, so that no step leaves more open than the one before: a record without its login
   * would be a browser that comes back by itself.
   */
  @Test
  void theLoginEndsFirstThenTheRecordThenTheBrowserIsSentToTheProvider() throws Exception {
    Browser browser = Browser.of("ada");
    String cookie = browser.cookie(SESSION);
    Control.provider("hold-logouts=yes");
    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Response> out = other.submit(() -> browser.submit("/", "/logout", Map.of()));
      await("the refresh token is dead at the provider")
          .atMost(Duration.ofSeconds(10))
          .until(() -> Control.provider("hold-logouts=yes") == -1);
      assertThat(out.isDone()).as("the browser is not sent anywhere yet").isFalse();
      assertThat(visit(cookie)).as("the record is there until the login is over").isEqualTo(200);
      Control.calm();
      Response sent = out.get(10, TimeUnit.SECONDS);
      assertThat(visit(cookie)).as("and gone before the browser is sent away").isEqualTo(303);
      assertThat(sent.header("Location")).contains("/protocol/openid-connect/logout");
      assertThat(sent.header("Clear-Site-Data")).contains("cookies", "storage", "cache");
    } finally {
      Control.calm();
    }
  }

  private static int visit(String cookie) {
    return new Browser().with(SESSION, cookie).get("/sessions").statusCode();
  }

  @Test
  void withTheProviderAwayTheSessionIsGoneAllTheSame() {
    Browser browser = Browser.of("ada");
    String old = browser.cookie(SESSION);
    String page = browser.csrf("/");
    assertThat(page).isNotEmpty();
    Control.provider("up=false");
    Response out = browser.submit("/", "/logout", Map.of());
    assertThat(out.statusCode()).isEqualTo(303);
    assertThat(out.header("Location")).endsWith("/logged-out?provider=away");
    assertThat(new Browser().with(SESSION, old).get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void aLinkDoesNotLogOut() {
    Browser browser = Browser.of("ada");
    assertThat(browser.get("/logout").statusCode()).isEqualTo(405);
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void whoMayNotEnterCanStillLeave() {
    Browser alice = Browser.of("alice");
    Response refused = alice.get("/");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(alice.submit("/", "/logout", Map.of()).statusCode()).isEqualTo(303);
    assertThat(alice.get("/").statusCode()).isEqualTo(303);
  }
}
