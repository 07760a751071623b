package io.gatehouse.admin.login;

import static io.gatehouse.admin.stand.Browser.SESSION;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.admin.session.SessionId;
import io.gatehouse.admin.session.Sessions;
import io.gatehouse.admin.session.Tokens;
import io.gatehouse.admin.stand.Browser;
import io.gatehouse.admin.stand.Control;
import io.gatehouse.admin.stand.StandResource;
import io.gatehouse.testkit.TestLogoutTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No cookie, no token and no code is written to the log, whatever goes well or wrong. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
class SecretsStayOutOfTheLogTest {

  @Inject Sessions sessions;

  /** Everything that anything logs, our own at every level. */
  private static final class Capture extends Handler {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord log) {
      StringWriter line = new StringWriter();
      line.append(ExtLogRecord.wrap(log).getFormattedMessage());
      if (log.getThrown() != null) {
        log.getThrown().printStackTrace(new PrintWriter(line, true));
      }
      lines.add(line.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @AfterEach
  void calm() {
    Control.calm();
  }

  @Test
  void noCookieAndNoTokenIsEverLogged() {
    Capture capture = new Capture();
    Logger root = Logger.getLogger("");
    Logger ours = Logger.getLogger("io.gatehouse");
    Level before = ours.getLevel();
    root.addHandler(capture);
    ours.setLevel(Level.ALL);
    List<String> secrets = new ArrayList<>();
    try {
      everyWayThatASessionGoes(secrets);
    } finally {
      root.removeHandler(capture);
      ours.setLevel(before);
    }
    assertThat(capture.lines)
        .as("the capture works")
        .anyMatch(line -> line.contains("logout: session"))
        .anyMatch(line -> line.contains("is over at the identity provider"))
        .anyMatch(line -> line.contains("logout token refused"));
    for (String line : capture.lines) {
      assertThat(line).doesNotContain("eyJ", "refresh-").doesNotContain(secrets);
    }
  }

  private void everyWayThatASessionGoes(List<String> secrets) {
    Browser ada = Browser.of("ada");
    note(ada, secrets);
    new Browser().with(SESSION, ada.cookie(SESSION) + "x").get("/partners");
    new Browser().get("/login/callback?code=" + ada.cookie(SESSION) + "&state=none");
    Control.provider("auth-age=400");
    Response again = again(ada);
    assertThat(again.statusCode()).isEqualTo(401);
    Control.calm();
    given()
        .formParam("logout_token", TestLogoutTokens.good("another-app", "sid"))
        .post("/backchannel-logout");
    ada.submit("/", "/logout", Map.of());

    Control.provider("lifetime=1");
    Browser sam = Browser.of("sam");
    note(sam, secrets);
    sam.get("/partners");
    note(sam, secrets);
    Control.provider("up=false");
    sam.get("/partners");
    Control.provider("lifetime=1&end-logins=yes");
    sam.get("/partners");
  }

  private static Response again(Browser browser) {
    String asked = browser.get("/login/start?fresh=true").header("Location");
    return browser.comeBack(asked);
  }

  private void note(Browser browser, List<String> secrets) {
    String cookie = browser.cookie(SESSION);
    SessionId id = Objects.requireNonNull(SessionId.parse(cookie));
    Tokens tokens =
        Objects.requireNonNull(sessions.open(id).await().indefinitely()).contents().tokens();
    secrets.addAll(List.of(cookie, signature(tokens.access()), signature(tokens.id())));
  }

  private static String signature(String token) {
    return token.substring(token.lastIndexOf('.') + 1);
  }
}
