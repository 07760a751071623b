package io.gatehouse.admin.session;

import static io.gatehouse.admin.stand.Browser.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.admin.stand.Browser;
import io.gatehouse.admin.stand.Control;
import io.gatehouse.admin.stand.StandResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StandResource.class)
class RefreshTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Replicas replicas;

  @BeforeEach
  @AfterEach
  void calm() {
    Control.calm();
  }

  @Test
  void fiftyRequestsWithAnExpiredTokenMakeOneRefreshAndNobodyIsLoggedOut() throws Exception {
    Control.provider("lifetime=1");
    Browser browser = Browser.of("ada");
    int before = Control.provider("slow=true");
    Callable<Integer> visit =
        () -> new Browser().with(SESSION, browser.cookie(SESSION)).get("/partners").statusCode();
    try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
      List<Future<Integer>> visits =
          pool.invokeAll(Stream.generate(() -> visit).limit(50).toList());
      for (Future<Integer> done : visits) {
        assertThat(status(done)).isEqualTo(200);
      }
    }
    assertThat(Control.provider("") - before).isEqualTo(1);
    assertThat(browser.get("/partners").statusCode()).isEqualTo(200);
  }

  @Test
  void fiftyRequestsOverThreeReplicasMakeOneRefreshAndAllGetItsToken() throws Exception {
    Control.provider("lifetime=1");
    SessionId id = Objects.requireNonNull(SessionId.parse(Browser.of("ada").cookie(SESSION)));
    int before = Control.provider("slow=true");
    List<Callable<String>> asks = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Replicas.Replica replica = replicas.all().get(i % 3);
      asks.add(() -> token(replica, id));
    }
    Set<String> tokens = new HashSet<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(50)) {
      for (Future<String> asked : pool.invokeAll(asks)) {
        tokens.add(asked.get());
      }
    }
    assertThat(Control.provider("") - before).isEqualTo(1);
    assertThat(tokens).hasSize(1);
    for (Replicas.Replica replica : replicas.all()) {
      assertThat(token(replica, id)).as("signed in on each").isIn(tokens);
    }
  }

  private static String token(Replicas.Replica replica, SessionId id) {
    OpenSession open = Objects.requireNonNull(replica.sessions().open(id).await().atMost(PATIENCE));
    return replica.accessTokens().of(open).await().atMost(PATIENCE);
  }

  @Test
  void theRenewedTokenIsTheOneThatIsSentOn() {
    Control.provider("lifetime=1");
    Browser browser = Browser.of("ada");
    Control.provider("");
    browser.get("/partners");
    browser.get("/partners");
    List<String> seen =
        Control.keeper("").lines().filter(l -> l.contains("GET /v1/partners?")).toList();
    assertThat(seen.get(seen.size() - 1)).isEqualTo(seen.get(seen.size() - 2));
    assertThat(seen.getLast()).contains("Bearer eyJ");
  }

  @Test
  void aLoginThatIsOverEndsTheSession() {
    Control.provider("lifetime=1");
    Browser browser = Browser.of("ada");
    String cookie = browser.cookie(SESSION);
    Control.provider("end-logins=yes");
    Response over = browser.get("/partners");
    assertThat(over.statusCode()).isEqualTo(303);
    assertThat(over.header("Location")).contains("/login?return=%2Fpartners");
    assertThat(new Browser().with(SESSION, cookie).get("/sessions").statusCode()).isEqualTo(303);
  }

  @Test
  void aProviderThatIsAwayEndsNothing() {
    Control.provider("lifetime=1");
    Browser browser = Browser.of("ada");
    Control.provider("up=false");
    Response away = browser.get("/partners");
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.asString()).contains("Keycloak");
    Control.calm();
    assertThat(browser.get("/partners").statusCode()).isEqualTo(200);
  }

  private static int status(Future<Integer> done) throws InterruptedException {
    try {
      return done.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
