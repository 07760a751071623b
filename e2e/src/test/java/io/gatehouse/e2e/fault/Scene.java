package io.gatehouse.e2e.fault;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.Exchange;
import io.gatehouse.e2e.api.Health;
import io.gatehouse.e2e.api.Metrics;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.people.Tokens;
import io.gatehouse.e2e.stack.Deployment;
import io.gatehouse.e2e.stack.Part;
import io.gatehouse.e2e.stack.Replica;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Three verifiers at orders-service, the stack's own and two replicas beside it, and whoever was
 * turned away there. Started once for all classes of this package.
 */
final class Scene {

  /** Revoked while the feed is away: docs/revocation.md, "When parts fail". */
  static final Duration POLLED = Duration.ofSeconds(3);

  /** What a busy machine may add to a bound. */
  static final Duration SLACK = Duration.ofSeconds(1);

  static final Duration RECOVERY = Duration.ofSeconds(60);

  /** Shorter bounds than the stack's, so that a test need not wait for a minute. */
  static final Duration HASTY_STALE_AFTER = Duration.ofSeconds(3);

  static final Duration HASTY_READS = Duration.ofSeconds(3);

  private static @Nullable Scene shared;

  /**
   * A token of a key.
   *
   * @param id how the ledger names it
   */
  record Guest(String token, String id, Instant end) {

    static Guest of(String token) {
      JsonPath claims = Tokens.claims(token);
      return new Guest(
          token, claims.getString("jti"), Instant.ofEpochSecond(claims.getLong("exp")));
    }

    boolean isPast() {
      return end.isBefore(Instant.now().plusSeconds(10));
    }
  }

  final Replica steady = Replica.start("orders-steady", "orders-service", Map.of());
  final Replica hasty =
      Replica.start(
          "orders-hasty",
          "orders-service",
          Map.of(
              "gatehouse.revocation.stale-after",
              HASTY_STALE_AFTER.toString(),
              "gatehouse.revocation.reads-while-stale",
              HASTY_READS.toString()));
  final List<String> verifiers = List.of(Deployment.ORDERS, steady.url(), hasty.url());
  private final List<Guest> turnedAway = new CopyOnWriteArrayList<>();
  private final String key;

  private Scene() {
    AuthApi ada = ada();
    List<String> scopes = List.of("orders:read", "orders:write");
    key = ada.createKey(ada.createPartner(scopes), scopes.toArray(String[]::new)).secret();
    steady.awaitReady();
    hasty.awaitReady();
  }

  /** With everything up, or the test is skipped where nothing may be broken. */
  static synchronized Scene open() {
    Part.assumeOurs();
    Replica.assumeCanStart();
    for (String service : List.of(Deployment.AUTH, Deployment.ORDERS)) {
      new Health(service).expectReady(RECOVERY);
    }
    Scene scene = shared;
    if (scene == null) {
      scene = new Scene();
      shared = scene;
    }
    scene.steady.awaitReady();
    scene.hasty.awaitReady();
    return scene;
  }

  static AuthApi ada() {
    return new AuthApi(People.atTheTerminal(Person.ADA).access());
  }

  Guest guest() {
    return Guest.of(Exchange.forOrdersService(key));
  }

  /** Good callers at these replicas. */
  Regulars regulars(List<String> replicas) {
    return Regulars.of(replicas, guest().token());
  }

  /** Returns when it is acknowledged, and the moment of that. */
  long turnAway(Guest guest) {
    revoke(ada(), guest).then().statusCode(oneOf(200, 201));
    long acknowledged = System.nanoTime();
    turnedAway.add(guest);
    return acknowledged;
  }

  static Response revoke(AuthApi at, Guest guest) {
    return at.request()
        .body(Map.of("target", "token", "id", guest.id(), "reason", "a fault"))
        .post("/v1/revocations");
  }

  /** To be looked for at each end, like those whom this scene turned away itself. */
  void wasTurnedAway(Guest guest) {
    turnedAway.add(guest);
  }

  /**
   * Turns somebody away who goes in and out at every verifier.
   *
   * @return for how long after the acknowledgement the last of them let them in
   */
  Duration turnAwayInUse() {
    Guest guest = guest();
    List<Visitor> visits =
        verifiers.stream()
            .map(url -> Visitor.reading(url, guest.token(), Duration.ofMillis(10)))
            .toList();
    try {
      visits.forEach(visit -> visit.awaitAdmitted(Duration.ofSeconds(10)));
      long acknowledged = turnAway(guest);
      visits.forEach(visit -> visit.awaitRefused(Duration.ofSeconds(20)));
      Thread.sleep(200);
      visits.forEach(Visitor::close);
      return visits.stream()
          .map(visit -> visit.lastAdmittedAfter(acknowledged))
          .max(Duration::compareTo)
          .orElseThrow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      visits.forEach(Visitor::close);
    }
  }

  static void assertWithin(Duration bound, Duration admitted) {
    assertTrue(
        admitted.compareTo(bound.plus(SLACK)) <= 0,
        () -> "still admitted after " + admitted + ", the bound is " + bound);
  }

  /** Whoever was turned away in any test so far is still outside, everywhere. */
  void assertNobodyIsBack() {
    // One whose token is past is refused for that.
    turnedAway.removeIf(Guest::isPast);
    for (String verifier : verifiers) {
      for (Guest guest : turnedAway) {
        assertEquals("key_revoked", Visitor.once(verifier, guest.token()).code(), verifier);
      }
    }
  }

  /** Records come over the stream again, to every verifier. */
  void awaitFollowed() {
    List<Double> before = verifiers.stream().map(Scene::applied).toList();
    await("records from the stream")
        .atMost(RECOVERY)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> {
          turnAway(guest());
          return IntStream.range(0, before.size())
              .allMatch(i -> applied(verifiers.get(i)) > before.get(i));
        });
  }

  /** Records that a verifier has taken from the stream. */
  private static double applied(String verifier) {
    return new Metrics(verifier).sum("gatehouse_revocation_records_total", "outcome=\"applied\"");
  }
}
