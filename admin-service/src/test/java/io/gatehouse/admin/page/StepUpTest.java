package io.gatehouse.admin.page;

import static io.gatehouse.admin.stand.Browser.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.admin.stand.Browser;
import io.gatehouse.admin.stand.Control;
import io.gatehouse.admin.stand.StandResource;
import io.gatehouse.admin.stand.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StandResource.class)
class StepUpTest {

  private static final String KEYS = "/partners/p1/keys";
  private static final Map<String, String> FORM =
      Map.of(
          "name", "warehouse", "environment", "test", "scopes", "orders:read", "expiry", "never");

  @Inject TestClock clock;

  @BeforeEach
  @AfterEach
  void calm() {
    Control.calm();
    clock.ahead(Duration.ZERO);
  }

  @Test
  void withAFreshLoginADangerousActIsDone() {
    Response done = Browser.of("ada").submit(KEYS + "/new", KEYS, FORM);
    assertThat(done.header("Location")).endsWith("/keys/0123456789abcdef/secret");
  }

  @Test
  void withAnOldLoginTheFormWaitsForAFreshOneAndIsSentByHand() {
    Browser ada = Browser.of("ada");
    clock.ahead(Duration.ofMinutes(6));
    int before = made();
    Response prove = ada.submit(KEYS + "/new", KEYS, FORM);
    assertThat(prove.statusCode()).isEqualTo(303);
    assertThat(prove.header("Location")).endsWith("/login?fresh=true&return=%2Fcontinue");
    assertThat(made()).as("nothing is done yet").isEqualTo(before);

    String old = ada.cookie(SESSION);
    clock.ahead(Duration.ZERO);
    Response asked = ada.get("/login/start?fresh=true&return=%2Fcontinue");
    assertThat(asked.header("Location")).contains("max_age=0", "prompt=login");
    Response back = ada.comeBack(asked.header("Location"));
    assertThat(back.header("Location")).endsWith("/continue");
    assertThat(ada.cookie(SESSION)).as("a new id at step-up").isNotEqualTo(old);
    assertThat(new Browser().with(SESSION, old).get("/").statusCode()).isEqualTo(303);

    Response page = ada.get("/continue");
    assertThat(page.asString())
        .contains("action=\"" + KEYS + "\"", "value=\"warehouse\"", "Create the key")
        .contains("<dt>May do</dt><dd>orders:read</dd>");
    assertThat(made()).as("still nothing").isEqualTo(before);
    assertThat(ada.get("/continue").asString()).as("once").contains("Nothing waits");
    Response done = ada.submit(KEYS + "/new", KEYS, FORM);
    assertThat(done.header("Location")).endsWith("/secret");
  }

  @Test
  void whatTheAddressOfAFormSaysIsKeptWithIt() {
    Browser ada = Browser.of("ada");
    String withdraw = "/people/u-1/withdraw?app=insights-app";
    clock.ahead(Duration.ofMinutes(6));
    ada.submit(withdraw, withdraw, Map.of("reason", "asked by \"alice\" & <bob>"));
    clock.ahead(Duration.ZERO);
    Response asked = ada.get("/login/start?fresh=true&return=%2Fcontinue");
    ada.comeBack(asked.header("Location"));
    assertThat(ada.get("/continue").asString())
        .contains("action=\"" + withdraw + "\"", "Withdraw the consent")
        .contains("value=\"asked by &quot;alice&quot; &amp; &lt;bob&gt;\"");
  }

  @Test
  void aProviderThatReturnsAnOldLoginInsteadOfAFreshOneIsNotBelieved() {
    Browser ada = Browser.of("ada");
    String old = ada.cookie(SESSION);
    Control.provider("auth-age=400");
    Response asked = ada.get("/login/start?fresh=true&return=%2Fcontinue");
    Response back = ada.comeBack(asked.header("Location"));
    assertThat(back.statusCode()).isEqualTo(401);
    assertThat(ada.cookie(SESSION)).isEqualTo(old);
  }

  @Test
  void aLoginThatDoesNotSayWhenItWasIsNeverAFreshOne() {
    Browser ada = Browser.of("ada");
    String old = ada.cookie(SESSION);
    Control.provider("no-auth-time=yes");
    Response asked = ada.get("/login/start?fresh=true&return=%2Fcontinue");
    assertThat(ada.comeBack(asked.header("Location")).statusCode()).isEqualTo(401);
    assertThat(ada.cookie(SESSION)).isEqualTo(old);
    Response prove = Browser.of("ada").submit(KEYS + "/new", KEYS, FORM);
    assertThat(prove.header("Location")).contains("fresh=true");
  }

  @Test
  void anOldLoginAtTheProviderIsOldHereToo() {
    Control.provider("auth-age=400");
    Response prove = Browser.of("ada").submit(KEYS + "/new", KEYS, FORM);
    assertThat(prove.header("Location")).contains("fresh=true");
  }

  @Test
  void whatWaitedForOnePersonIsNotHandedToAnother() {
    Browser browser = Browser.of("ada");
    clock.ahead(Duration.ofMinutes(6));
    browser.submit(KEYS + "/new", KEYS, FORM);
    clock.ahead(Duration.ZERO);
    Response asked = browser.get("/login/start?fresh=true&return=%2Fcontinue");
    browser.comeBack(asked.header("Location") + "&person=sam");
    assertThat(browser.get("/continue").asString()).contains("Nothing waits");
  }

  @Test
  void endingAnothersSessionIsDangerousEndingOnesOwnIsNot() {
    Browser ada = Browser.of("ada");
    clock.ahead(Duration.ofMinutes(6));
    assertThat(
            ada.submit("/sessions", "/sessions/all/x/end", Map.of("subject", "y"))
                .header("Location"))
        .contains("fresh=true");
    assertThat(ada.submit("/sessions", "/sessions/x/end", Map.of()).header("Location"))
        .endsWith("/sessions?done=session-gone");
  }

  private static int made() {
    return (int)
        Control.keeper("").lines().filter(line -> line.startsWith("POST /v1" + KEYS)).count();
  }
}
