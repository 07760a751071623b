package io.gatehouse.admin.login;

import static io.gatehouse.admin.stand.Browser.SESSION;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.admin.session.OpenSession;
import io.gatehouse.admin.session.SessionId;
import io.gatehouse.admin.session.Sessions;
import io.gatehouse.admin.stand.Browser;
import io.gatehouse.admin.stand.Control;
import io.gatehouse.admin.stand.StandResource;
import io.gatehouse.testkit.TestLogoutTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StandResource.class)
class BackChannelLogoutTest {

  private static final String CLIENT = "admin-dashboard";

  @Inject Sessions sessions;

  @BeforeEach
  void calm() {
    Control.calm();
  }

  @Test
  void aLogoutEndsTheSessionsOfThatLoginAndNoOther() {
    Browser one = Browser.of("ada");
    Browser other = Browser.of("ada");
    Browser sam = Browser.of("sam");
    Response done = tell(TestLogoutTokens.good(CLIENT, sid(one)));
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.header("Cache-Control")).contains("no-store");
    assertThat(one.get("/").statusCode()).isEqualTo(303);
    assertThat(other.get("/").statusCode()).isEqualTo(200);
    assertThat(sam.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void aLogoutThatNamesNoLoginEndsAllOfThePerson() {
    String person = "ada-" + UUID.randomUUID();
    Browser one = Browser.of(person);
    Browser two = Browser.of(person);
    Browser other = Browser.of("ada");
    String token =
        TestLogoutTokens.good(
            CLIENT,
            "any",
            claims -> {
              claims.unsetClaim("sid");
              claims.setSubject(person + "-id");
            });
    assertThat(tell(token).statusCode()).isEqualTo(200);
    assertThat(has(one)).isFalse();
    assertThat(has(two)).isFalse();
    assertThat(has(other)).isTrue();
  }

  /** The provider may say so while the browser is still on its way back with the code. */
  @Test
  void aLoginThatIsOverBeforeItsCallbackBeginsNoSession() {
    Browser late = new Browser();
    Browser other = new Browser();
    String asked = late.toProvider("/login/start").header("Location");
    String others = other.toProvider("/login/start").header("Location");
    String sid = "sid-" + UUID.randomUUID();
    assertThat(tell(TestLogoutTokens.good(CLIENT, sid)).statusCode()).isEqualTo(200);
    assertThat(late.comeBack(asked + "&sid=" + sid).statusCode()).isEqualTo(401);
    assertThat(late.has(SESSION)).isFalse();
    other.comeBack(others + "&sid=sid-" + UUID.randomUUID());
    assertThat(other.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void aReplayedTokenDoesNothing() {
    String sid = "sid-" + UUID.randomUUID();
    String token = TestLogoutTokens.good(CLIENT, "other-" + sid, c -> c.setJwtId("jti-" + sid));
    assertThat(tell(token).statusCode()).isEqualTo(200);
    Response again = tell(token);
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.jsonPath().getString("error")).isEqualTo("invalid_request");
    Browser ada = Browser.of("ada");
    String underAnUsedId = TestLogoutTokens.good(CLIENT, sid(ada), c -> c.setJwtId("jti-" + sid));
    assertThat(tell(underAnUsedId).statusCode()).isEqualTo(400);
    assertThat(ada.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void aForgedTokenEndsNothing() {
    Browser ada = Browser.of("ada");
    TestLogoutTokens.bad(CLIENT, sid(ada))
        .forEach((what, token) -> {
          Response refused = tell(token);
          assertThat(refused.statusCode()).as(what).isEqualTo(400);
          assertThat(refused.header("Cache-Control")).as(what).contains("no-store");
        });
    assertThat(given().post("/backchannel-logout").statusCode()).isIn(400, 415);
    assertThat(given().get("/backchannel-logout").statusCode()).isEqualTo(405);
    assertThat(ada.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void aTokenOfAnotherAppsLoginEndsNothingHere() {
    Browser ada = Browser.of("ada");
    assertThat(tell(TestLogoutTokens.good("orders-spa", sid(ada))).statusCode()).isEqualTo(400);
    assertThat(ada.get("/").statusCode()).isEqualTo(200);
  }

  private static Response tell(String token) {
    return given()
        .contentType("application/x-www-form-urlencoded")
        .formParam("logout_token", token)
        .post("/backchannel-logout");
  }

  private String sid(Browser browser) {
    return Objects.requireNonNull(open(browser).contents().sid());
  }

  /** Whether the browser's cookie opens a session, whatever its person may do with it. */
  private boolean has(Browser browser) {
    return browser.has(SESSION)
        && sessions.open(id(browser)).await().indefinitely() instanceof OpenSession;
  }

  private OpenSession open(Browser browser) {
    return Objects.requireNonNull(sessions.open(id(browser)).await().indefinitely());
  }

  private static SessionId id(Browser browser) {
    return Objects.requireNonNull(SessionId.parse(browser.cookie(SESSION)));
  }
}
