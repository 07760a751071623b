package io.gatehouse.admin.page;

import static io.gatehouse.admin.stand.Browser.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.admin.stand.Browser;
import io.gatehouse.admin.stand.Control;
import io.gatehouse.admin.stand.StandResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StandResource.class)
class ProtectionTest {

  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
  private static final String HOME = "http://localhost:8083";

  @BeforeEach
  void calm() {
    Control.calm();
  }

  @Test
  void aChangeWithoutTheTokenIsRefused() {
    refused(post(Browser.of("ada")).header("Origin", HOME).formParam("name", "x"));
  }

  @Test
  void aChangeWithTheTokenOfAnotherSessionIsRefused() {
    String foreign = Browser.of("ada").csrf("/partners/new");
    refused(post(Browser.of("ada")).header("Origin", HOME).formParam("csrf", foreign));
  }

  @Test
  void aChangeFromAnotherOriginIsRefusedWhateverTokenItHas() {
    Browser browser = Browser.of("ada");
    for (String origin :
        new String[] {"https://evil.example", "null", "http://localhost:8084", HOME + ".evil"}) {
      String token = browser.csrf("/partners/new");
      refused(post(browser).header("Origin", origin).formParam("csrf", token));
    }
  }

  @Test
  void aChangeThatABrowserCallsCrossSiteIsRefused() {
    Browser browser = Browser.of("ada");
    for (String site : new String[] {"cross-site", "same-site", "none"}) {
      String token = browser.csrf("/partners/new");
      refused(post(browser).header("Sec-Fetch-Site", site).formParam("csrf", token));
    }
  }

  @Test
  void aChangeWithAnotherContentTypeIsRefused() {
    Browser browser = Browser.of("ada");
    Response json =
        browser
            .request()
            .contentType("application/json")
            .header("Origin", HOME)
            .body("{\"name\":\"x\"}")
            .post("/partners");
    assertThat(json.statusCode()).isIn(403, 415);
  }

  @Test
  void aChangeFromOurOwnPageWorks() {
    Response done =
        Browser.of("ada")
            .submit("/partners/new", "/partners", Map.of("name", "Acme", "scopes", "orders:read"));
    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(done.header("Location")).endsWith("/partners/p1?done=partner-created");
  }

  @Test
  void supportLooksAtAllAndChangesNothing() {
    Browser sam = Browser.of("sam");
    for (String page :
        new String[] {
          "/",
          "/partners",
          "/partners/p1",
          "/keys/0123456789abcdef",
          "/revocations",
          "/revocations/7",
          "/verifiers",
          "/audit",
          "/audit/verify",
          "/signing-keys",
          "/sessions",
          "/sessions/all",
          "/keys",
          "/people",
          "/people/u-1",
          "/apps",
          "/apps/insights-app",
          "/events",
          "/webhooks",
          "/webhooks/whk_0123456789abcdef0123",
          "/import"
        }) {
      assertThat(sam.get(page).statusCode()).as(page).isEqualTo(200);
    }
    assertThat(sam.get("/partners").asString())
        .contains("disabled", "Your role (support) can look at everything and change nothing.");
    for (String change :
        new String[] {
          "/partners",
          "/partners/p1",
          "/partners/p1/keys",
          "/keys/0123456789abcdef/rotate",
          "/keys/0123456789abcdef/revoke",
          "/keys/0123456789abcdef/disable",
          "/keys/0123456789abcdef/enable",
          "/revocations",
          "/signing-keys/rotate",
          "/sessions/all/x/end",
          "/sessions/all/of/ada-id/end-all",
          "/sessions/all/end-all",
          "/keys/0123456789abcdef/limit",
          "/keys/0123456789abcdef/rotate/cancel",
          "/people/u-1/end-all",
          "/people/u-1/disable",
          "/people/u-1/enable",
          "/people/u-1/withdraw",
          "/apps/insights-app/revoke",
          "/webhooks",
          "/webhooks/whk_0123456789abcdef0123/rotate",
          "/webhooks/whk_0123456789abcdef0123/delete",
          "/webhooks/whk_0123456789abcdef0123/enable",
          "/webhooks/whk_0123456789abcdef0123/disable",
          "/webhooks/whk_0123456789abcdef0123/deliveries/5/replay"
        }) {
      Response refused = sam.submit("/sessions", change, Map.of("name", "x", "reason", "x"));
      assertThat(refused.statusCode()).as(change).isEqualTo(403);
    }
    for (String form :
        new String[] {
          "/revocations/new",
          "/signing-keys/rotate",
          "/keys/0123456789abcdef/disable",
          "/keys/0123456789abcdef/limit",
          "/sessions/all/end-all",
          "/people/u-1/disable",
          "/apps/insights-app/revoke",
          "/webhooks/new"
        }) {
      assertThat(sam.get(form).statusCode()).as(form).isEqualTo(403);
    }
  }

  @Test
  void whoIsNeitherAdminNorSupportGetsAPlainPage() {
    Response page = Browser.of("alice").get("/partners");
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.contentType()).startsWith("text/html");
    assertThat(page.asString()).contains("Not allowed", "Sign out").doesNotContain("Acme");
  }

  @Test
  void withoutASessionNothingIsThere() {
    for (String path :
        new String[] {
          "/",
          "/partners",
          "/people",
          "/sessions",
          "/continue",
          "/audit",
          "/audit/export?format=csv"
        }) {
      assertThat(new Browser().get(path).statusCode()).as(path).isEqualTo(303);
    }
    Response json = new Browser().request().accept("application/json").get("/partners");
    assertThat(json.statusCode()).isIn(401, 406);
    assertThat(json.contentType()).startsWith("application/problem+json");
  }

  @Test
  void aBearerTokenOpensNothingHere() {
    Response answer =
        new Browser().request().header("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30.").get("/");
    assertThat(answer.statusCode()).isIn(303, 401);
  }

  @Test
  void everyPageForbidsFramesInlineScriptsAndCaches() {
    Browser ada = Browser.of("ada");
    for (String path :
        new String[] {"/", "/partners", "/partners/new", "/nowhere", "/logged-out"}) {
      Response page = ada.get(path);
      assertThat(page.header("Content-Security-Policy"))
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
      assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(page.header("Cache-Control")).contains("no-store");
      assertThat(page.asString())
          .doesNotContainIgnoringCase("<script>", " style=", "<style", " onclick=", "javascript:");
    }
  }

  @Test
  void noTokenIsOnAnyPage() {
    Browser ada = Browser.of("ada");
    for (String path : new String[] {"/", "/partners", "/partners/p1", "/sessions", "/nowhere"}) {
      assertThat(ada.get(path).asString())
          .doesNotContain("eyJhbGci", "refresh-", ada.cookie(SESSION));
    }
  }

  @Test
  void whatAPartnerIsCalledIsTextAndNoMarkup() {
    assertThat(Browser.of("ada").get("/partners").asString())
        .contains("Acme &lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert");
  }

  @Test
  void unknownPathsAndMethodsArePagesForPeopleAndProblemsForPrograms() {
    Browser ada = Browser.of("ada");
    assertThat(ada.get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(ada.get("/nowhere").asString()).contains("<h1>Not found</h1>");
    Response program = ada.request().accept("application/json").get("/nowhere");
    assertThat(program.statusCode()).isEqualTo(404);
    assertThat(program.contentType()).startsWith("application/problem+json");
  }

  @Test
  void withAuthServiceAwayThePageNamesIt() {
    Browser ada = Browser.of("ada");
    Control.keeper("up=false");
    Response away = ada.get("/partners");
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.header("Retry-After")).isNotNull();
    assertThat(away.asString()).contains("auth-service");
    Control.calm();
    assertThat(ada.get("/partners").statusCode()).isEqualTo(200);
  }

  private static RequestSpecification post(Browser browser) {
    return browser.request().contentType(FORM);
  }

  private static void refused(RequestSpecification change) {
    int before = changes();
    Response answer = change.post("/partners");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(changes()).isEqualTo(before);
  }

  private static int changes() {
    return (int) Control.keeper("").lines().filter(line -> line.startsWith("POST")).count();
  }
}
