package io.gatehouse.admin.session;

import static io.gatehouse.admin.stand.Browser.SESSION;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.gatehouse.admin.stand.Browser;
import io.gatehouse.admin.stand.Control;
import io.gatehouse.admin.stand.StandResource;
import io.gatehouse.admin.stand.TestClock;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StandResource.class)
class SessionLifeTest {

  private static final Duration HANGING = Duration.ofSeconds(10);

  @Inject TestClock clock;
  @Inject RedisDataSource redis;
  @Inject Sessions sessions;

  @BeforeEach
  @AfterEach
  void calm() {
    Control.calm();
    clock.ahead(Duration.ZERO);
  }

  @Test
  void aTamperedCookieOpensNothingAndIsTakenAway() {
    Browser browser = Browser.of("ada");
    String good = browser.cookie(SESSION);
    for (String bad :
        List.of(
            "",
            "x",
            good + "A",
            good.substring(0, 42) + (good.endsWith("A") ? "E" : "A"),
            "B" + good.substring(1),
            "A".repeat(5000))) {
      Response answer = new Browser().with(SESSION, bad).request().get("/");
      assertThat(answer.statusCode()).as(bad).isEqualTo(303);
    }
    Response forged = new Browser().with(SESSION, "A".repeat(43)).request().get("/");
    assertThat(forged.detailedCookie(SESSION).getMaxAge()).isZero();
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
  }

  /** Browsers that take cookies without a name let a sibling host plant {@code =NAME=value}. */
  @Test
  void aCookieThatASiblingHostTossedBesideOursOpensNeither() {
    String victims = Browser.of("sam").cookie(SESSION);
    String attackers = Browser.of("ada").cookie(SESSION);
    for (String header :
        List.of(
            SESSION + "=" + attackers + "; " + SESSION + "=" + victims,
            SESSION + "=" + victims + "; " + SESSION + "=" + attackers,
            SESSION + "=" + victims + ";" + SESSION + "=")) {
      Response answer =
          given().redirects().follow(false).accept("text/html").header("Cookie", header).get("/");
      assertThat(answer.statusCode()).as(header).isEqualTo(303);
    }
    for (String name : List.of("__host-gatehouse", "gatehouse", "__Secure-gatehouse")) {
      Response answer = new Browser().with(name, attackers).request().get("/");
      assertThat(answer.statusCode()).as(name).isEqualTo(303);
    }
  }

  @Test
  void anIdleSessionEnds() {
    Browser browser = Browser.of("ada");
    clock.ahead(Duration.ofMinutes(29));
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
    clock.ahead(Duration.ofMinutes(58));
    assertThat(browser.get("/").statusCode()).as("sliding").isEqualTo(200);
    clock.ahead(Duration.ofMinutes(89));
    assertThat(browser.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void aBusySessionEndsAfterTwelveHours() {
    Browser browser = Browser.of("ada");
    for (int minutes = 25; minutes < 720; minutes += 25) {
      clock.ahead(Duration.ofMinutes(minutes));
      assertThat(browser.get("/sessions").statusCode()).isEqualTo(200);
    }
    clock.ahead(Duration.ofMinutes(720));
    assertThat(browser.get("/sessions").statusCode()).isEqualTo(303);
  }

  @Test
  void anEndedSessionIsRefusedOnTheVeryNextRequest() {
    Browser one = Browser.of("ada");
    Browser other = Browser.of("ada");
    String handle = opened(other).contents().handle();
    Response ended = one.submit("/sessions", "/sessions/" + handle + "/end", Map.of());
    assertThat(ended.header("Location")).endsWith("/sessions?done=session-ended");
    assertThat(other.get("/").statusCode()).isEqualTo(303);
    assertThat(one.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void aDumpOfRedisHasNoTokenNoNameAndOpensNothing() {
    Browser browser = Browser.of("ada");
    String cookie = browser.cookie(SESSION);
    OpenSession open = opened(browser);
    List<String> dump = dump();
    assertThat(dump).anySatisfy(line -> assertThat(line).contains(open.id().lookup()));
    for (String line : dump) {
      assertThat(line)
          .doesNotContain(cookie)
          .doesNotContain(open.contents().tokens().access())
          .doesNotContain(open.contents().tokens().id())
          .doesNotContain(open.contents().tokens().refresh())
          .doesNotContain("eyJhbGci")
          .doesNotContain("preferred_username")
          .doesNotContain("\"name\"");
      assertThat(new Browser().with(SESSION, line).request().get("/").statusCode())
          .as("a name from the dump as a cookie")
          .isEqualTo(303);
    }
  }

  @Test
  void contentsMovedUnderAnotherNameDoNotOpen() {
    Browser ada = Browser.of("ada");
    Browser sam = Browser.of("sam");
    SessionId adas = opened(ada).id();
    SessionId sams = opened(sam).id();
    String prefix = "gatehouse:admin:session:";
    String sealed = redis.hash(String.class).hget(prefix + adas.lookup(), "sealed");
    redis.hash(String.class).hset(prefix + sams.lookup(), "sealed", sealed);
    assertThat(sam.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void withRedisAwayThePageSaysSoAndTheCookieStaysGood() {
    Browser browser = Browser.of("ada");
    String cookie = browser.cookie(SESSION);
    Control.redis(false);
    Response away = browser.get("/");
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.header("Retry-After")).isNotNull();
    assertThat(away.contentType()).startsWith("text/html");
    assertThat(away.detailedCookie(SESSION)).isNull();
    assertThat(browser.request().get("/q/health/ready").statusCode()).isEqualTo(503);
    assertThat(browser.request().get("/q/health/live").statusCode()).isEqualTo(200);
    Control.redis(true);
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> new Browser().with(SESSION, cookie).get("/").statusCode() == 200);
  }

  @Test
  void aRedisThatHangsIsOneThatIsAway() {
    Browser browser = Browser.of("ada");
    String cookie = browser.cookie(SESSION);
    Control.redisHangs();
    Response away = assertTimeoutPreemptively(HANGING, () -> browser.get("/sessions"));
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.header("Retry-After")).isNotNull();
    assertThat(away.detailedCookie(SESSION)).isNull();
    Control.redis(true);
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> new Browser().with(SESSION, cookie).get("/sessions").statusCode() == 200);
  }

  /** Each request asks Redis for its session: more may come at once than there are connections. */
  @Test
  void aCrowdWaitsItsTurnAtTheStore() throws Exception {
    String cookie = Browser.of("ada").cookie(SESSION);
    Callable<Integer> visit =
        () -> new Browser().with(SESSION, cookie).get("/sessions").statusCode();
    Control.redisHangs();
    try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> visits =
          Stream.generate(() -> visitors.submit(visit)).limit(80).toList();
      Thread.sleep(700);
      Control.redis(true);
      for (Future<Integer> done : visits) {
        assertThat(done.get()).isEqualTo(200);
      }
    }
  }

  private OpenSession opened(Browser browser) {
    SessionId id = SessionId.parse(browser.cookie(SESSION));
    if (id == null) {
      throw new AssertionError("the cookie is no id");
    }
    return sessions.open(id).await().indefinitely();
  }

  private List<String> dump() {
    List<String> out = new ArrayList<>();
    for (var key : redis.execute("KEYS", "*")) {
      String name = key.toString();
      out.add(name);
      switch (redis.execute("TYPE", name).toString()) {
        case "hash" ->
            redis.hash(String.class).hgetall(name).forEach((k, v) -> out.add(k + "=" + v));
        case "zset" -> out.addAll(redis.sortedSet(String.class).zrange(name, 0, -1));
        default -> out.add(String.valueOf(redis.execute("GET", name)));
      }
    }
    return out;
  }
}
