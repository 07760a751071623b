package io.gatehouse.admin.login;

import static io.gatehouse.admin.stand.Browser.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.admin.stand.Browser;
import io.gatehouse.admin.stand.Control;
import io.gatehouse.admin.stand.StandResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StandResource.class)
class LoginTest {

  @BeforeEach
  void calm() {
    Control.calm();
  }

  @Test
  void whoIsNotLoggedInIsSentToTheLoginAndComesBackToThePage() {
    Browser browser = new Browser();
    Response sent = browser.get("/partners?q=acme");
    assertThat(sent.statusCode()).isEqualTo(303);
    String login = sent.header("Location");
    assertThat(login).endsWith("/login?return=%2Fpartners%3Fq%3Dacme");
    Response start = browser.get(path(login));
    assertThat(start.statusCode()).isEqualTo(303);
    Response toProvider = browser.get(path(start.header("Location")));
    assertThat(toProvider.statusCode()).isEqualTo(302);
    Response back = browser.comeBack(toProvider.header("Location"));
    assertThat(back.statusCode()).isEqualTo(302);
    assertThat(back.header("Location")).isEqualTo("http://localhost:8083/partners?q=acme");
    assertThat(browser.get("/partners").statusCode()).isEqualTo(200);
  }

  @Test
  void theAuthorizationRequestHasPkceNonceStateAndOurOwnAddress() {
    String asked =
        new Browser()
            .request()
            .header("Host", "evil.example")
            .get("/login/start")
            .header("Location");
    assertThat(asked)
        .contains("code_challenge_method=S256", "code_challenge=", "nonce=", "state=")
        .contains("redirect_uri=http%3A%2F%2Flocalhost%3A8083%2Flogin%2Fcallback")
        .doesNotContain("evil");
  }

  @Test
  void theSessionCookieIsHostBoundSecureHttpOnlyLaxAndTheOnlyOne() {
    Browser browser = new Browser();
    Response back = browser.login("ada", "/");
    Cookie cookie = back.detailedCookie(SESSION);
    assertThat(cookie.isSecured()).isTrue();
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getSameSite()).isEqualTo("Lax");
    assertThat(cookie.getPath()).isEqualTo("/");
    assertThat(cookie.getDomain()).isNull();
    assertThat(cookie.getMaxAge()).isEqualTo(-1);
    assertThat(cookie.getValue()).hasSize(43);
    assertThat(back.detailedCookies().asList())
        .filteredOn(c -> c.getMaxAge() != 0)
        .extracting(Cookie::getName)
        .containsExactly(SESSION);
  }

  @Test
  void anIdFromBeforeTheLoginIsNotTakenUp() {
    Browser browser = new Browser().with(SESSION, "A".repeat(43));
    browser.login("ada", "/");
    assertThat(browser.cookie(SESSION)).isNotEqualTo("A".repeat(43));
    assertThat(new Browser().with(SESSION, "A".repeat(43)).get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void aNewLoginHasANewIdAndTheOneBeforeIsDead() {
    Browser browser = Browser.of("ada");
    String before = browser.cookie(SESSION);
    browser.login("ada", "/");
    assertThat(browser.cookie(SESSION)).isNotEqualTo(before);
    assertThat(new Browser().with(SESSION, before).get("/").statusCode()).isEqualTo(303);
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void noReturnPathLeadsToAnotherSite() {
    for (String evil :
        new String[] {"https://evil.example", "//evil.example", "/%5Cevil.example", "/%09/evil"}) {
      Response back = new Browser().login("ada", evil);
      assertThat(URI.create(back.header("Location")).getAuthority()).isEqualTo("localhost:8083");
      assertThat(new Browser().get("/login?return=" + evil).header("Location"))
          .endsWith("/login/start?return=%2F");
    }
  }

  @Test
  void aCodeThatAnotherBrowserAskedForLogsNobodyIn() {
    Browser attacker = new Browser();
    String asked = attacker.toProvider("/login/start").header("Location");
    Browser victim = new Browser();
    Response forged = victim.comeBack(asked + "&person=ada");
    assertThat(forged.detailedCookie(SESSION)).isNull();
    assertThat(victim.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void aPlantedStateCookieAloneLogsNobodyIn() {
    Browser attacker = new Browser();
    String asked = attacker.toProvider("/login/start").header("Location");
    String state = asked.replaceAll(".*[?&]state=([^&]+).*", "$1");
    String stateCookie = "q_auth_" + state;
    String planted = attacker.cookie(stateCookie);
    // A sibling host can plant this cookie, but none with the __Host- prefix.
    Browser victim = new Browser().with(stateCookie, planted);
    Response forged = victim.comeBack(asked + "&person=ada");
    assertThat(forged.statusCode()).isEqualTo(401);
    assertThat(victim.has(SESSION)).isFalse();
  }

  @Test
  void aCodeIsGoodOnce() {
    Browser browser = new Browser();
    String asked = browser.toProvider("/login/start").header("Location");
    browser.comeBack(asked);
    Response again = browser.comeBack(asked);
    assertThat(again.detailedCookie(SESSION)).isNull();
  }

  @Test
  void aLoginThatThePersonCallsOffShowsAPage() {
    Browser browser = new Browser();
    String asked = browser.toProvider("/login/start").header("Location");
    String state = asked.replaceAll(".*[?&]state=([^&]+).*", "$1");
    Response denied = browser.get("/login/callback?error=access_denied&state=" + state);
    assertThat(denied.header("Location")).startsWith("http://localhost:8083/login/failed");
    assertThat(browser.get(path(denied.header("Location"))).asString()).contains("Not signed in");
  }

  @Test
  void withTheProviderAwayTheLoginSaysSo() {
    Control.provider("up=false");
    Response away = new Browser().get("/login");
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.header("Retry-After")).isNotNull();
    assertThat(away.asString()).contains("Keycloak").contains("<h1>");
  }

  @Test
  void aCookieOfQuarkusOidcOpensNothing() {
    Browser browser = new Browser().with("q_session", "anything");
    assertThat(browser.get("/").statusCode()).isEqualTo(303);
    assertThat(browser.get("/login/start").statusCode()).isIn(302, 401);
  }

  private static String path(String location) {
    URI uri = URI.create(location);
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }
}
