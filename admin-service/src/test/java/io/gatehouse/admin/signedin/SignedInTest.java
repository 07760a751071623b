package io.gatehouse.admin.signedin;

import static io.gatehouse.admin.stand.Browser.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.admin.session.SessionContents;
import io.gatehouse.admin.session.SessionId;
import io.gatehouse.admin.session.Sessions;
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
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is signed in, and how that is ended. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
class SignedInTest {

  private static final String ALL = "/sessions/all";
  private static final Map<String, String> WHY = Map.of("reason", "lost laptop");

  @Inject Sessions sessions;
  @Inject TestClock clock;

  @BeforeEach
  @AfterEach
  void calm() {
    Control.calm();
    clock.ahead(Duration.ZERO);
  }

  @Test
  void theListSaysSinceWhenFromWhereWithWhatAndHowFreshTheLoginIs() {
    Browser ada = Browser.of("ada");
    String mine = ada.get("/sessions").asString();
    assertThat(mine).contains("this one", "127.0.0.1", "fresh", "level 1");
    clock.ahead(Duration.ofMinutes(6));
    assertThat(ada.get("/sessions").asString()).contains("state warn\">old");
    assertThat(ada.get(ALL).asString()).contains("ada", "Proved", "127.0.0.1");
  }

  @Test
  void anAdministratorEndsOneSessionAfterSayingWhyAndTheAuditNamesWhoDidIt() {
    Browser ada = Browser.of("ada");
    Browser sam = Browser.of("sam");
    Browser otherSam = Browser.of("sam");
    SessionContents his = contents(sam);
    String end = ALL + "/" + his.handle() + "/end";
    assertThat(ada.get(end).asString()).contains("End a session of sam", "name=\"reason\"");
    assertThat(ada.submit(end, end, Map.of("reason", " ")).statusCode()).isEqualTo(400);
    assertThat(sam.get("/").statusCode()).as("without a reason").isEqualTo(200);
    assertThat(ada.submit(end, end, WHY).header("Location")).endsWith("?done=session-ended");
    assertThat(sam.get("/").statusCode()).as("the very next request").isEqualTo(303);
    assertThat(otherSam.get("/").statusCode()).as("another login of his").isEqualTo(200);
    assertThat(Control.keeper(""))
        .contains("POST /v1/revocations Bearer eyJ")
        .contains("\"target\":\"session\",\"id\":\"" + his.handle() + "\"")
        .contains("lost laptop");
    assertThat(Control.realm()).contains("DELETE /sessions/" + his.sid());
    assertThat(ada.submit(ALL, end, WHY).header("Location")).endsWith("?done=session-gone");
  }

  @Test
  void anAdministratorEndsAllSessionsOfAPersonAndNobodyElses() {
    Browser ada = Browser.of("ada");
    Browser one = Browser.of("sam");
    Browser two = Browser.of("sam");
    String end = ALL + "/of/sam-id/end-all";
    assertThat(ada.get(end).asString()).contains("End all sessions of sam");
    assertThat(ada.submit(end, end, WHY).header("Location")).endsWith("?done=session-ended");
    assertThat(one.get("/").statusCode()).isEqualTo(303);
    assertThat(two.get("/").statusCode()).isEqualTo(303);
    assertThat(ada.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void anAdministratorEndsEverybodysByOneEntryInTheLedgerTheirOwnToo() {
    Browser ada = Browser.of("ada");
    Browser sam = Browser.of("sam");
    String end = ALL + "/end-all";
    assertThat(ada.get(end).asString()).contains("Everybody at this desk", "you too");
    assertThat(ada.submit(end, end, WHY).header("Location")).endsWith("/logged-out");
    assertThat(sam.get("/").statusCode()).isEqualTo(303);
    assertThat(ada.get("/").statusCode()).isEqualTo(303);
    assertThat(sessions.all().await().indefinitely()).isEmpty();
    assertThat(Control.keeper("")).contains("\"target\":\"client\",\"id\":\"admin-dashboard\"");
  }

  @Test
  void withTheLedgerAwayNothingIsDoneThatTheAuditWouldNotName() {
    Browser ada = Browser.of("ada");
    Browser sam = Browser.of("sam");
    String end = ALL + "/" + contents(sam).handle() + "/end";
    Control.keeper("up=false");
    assertThat(ada.submit(ALL, end, WHY).statusCode()).isEqualTo(503);
    Control.calm();
    assertThat(sam.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void withKeycloakAwayTheSessionHasEndedAllTheSameAndThePageSaysWhatIsLeft() {
    Browser ada = Browser.of("ada");
    Browser sam = Browser.of("sam");
    String end = ALL + "/" + contents(sam).handle() + "/end";
    Control.provider("admin-down=yes");
    Response done = ada.submit(ALL, end, WHY);
    Control.calm();
    assertThat(done.header("Location")).endsWith("?done=session-ended-here");
    assertThat(ada.get(ALL + "?done=session-ended-here").asString())
        .contains("Keycloak could not be told");
    assertThat(sam.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void onesOwnOtherSessionIsEndedWithItsLoginWhateverTheRole() {
    Browser sam = Browser.of("sam");
    Browser other = Browser.of("sam");
    SessionContents his = contents(other);
    Response done = sam.submit("/sessions", "/sessions/" + his.handle() + "/end", Map.of());
    assertThat(done.header("Location")).endsWith("/sessions?done=session-ended");
    assertThat(other.get("/").statusCode()).isEqualTo(303);
    assertThat(sam.get("/").statusCode()).isEqualTo(200);
    assertThat(Control.realm()).contains("DELETE /sessions/" + his.sid());
  }

  @Test
  void nobodyEndsAnothersByTheWayToTheirOwn() {
    Browser sam = Browser.of("sam");
    Browser ada = Browser.of("ada");
    sam.submit("/sessions", "/sessions/" + contents(ada).handle() + "/end", Map.of());
    assertThat(ada.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void theEleventhLoginOfAPersonEndsTheirOldestSession() {
    Browser ada = Browser.of("ada");
    String end = ALL + "/of/sam-id/end-all";
    ada.submit(ALL, end, WHY);
    Browser oldest = Browser.of("sam");
    Browser next = Browser.of("sam");
    for (int more = 0; more < 9; more++) {
      Browser.of("sam");
    }
    assertThat(oldest.get("/sessions").statusCode()).isEqualTo(303);
    assertThat(next.get("/sessions").statusCode()).isEqualTo(200);
  }

  private SessionContents contents(Browser browser) {
    SessionId id = Objects.requireNonNull(SessionId.parse(browser.cookie(SESSION)));
    return Objects.requireNonNull(sessions.open(id).await().indefinitely()).contents();
  }
}
