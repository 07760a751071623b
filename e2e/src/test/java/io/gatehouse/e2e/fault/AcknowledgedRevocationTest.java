package io.gatehouse.e2e.fault;

import static io.gatehouse.e2e.fault.Scene.POLLED;
import static io.gatehouse.e2e.fault.Scene.RECOVERY;
import static io.gatehouse.e2e.fault.Scene.SLACK;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.Metrics;
import io.gatehouse.e2e.fault.Scene.Guest;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import io.gatehouse.e2e.stack.Part;
import io.gatehouse.e2e.stack.Replica;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What was acknowledged is kept and takes effect, whatever dies right after the acknowledgement.
 */
@Order(Integer.MAX_VALUE)
@Timeout(180)
class AcknowledgedRevocationTest {

  private static final Duration TAKEOVER = Duration.ofSeconds(3);

  private Scene scene;
  private AuthApi ada;

  @BeforeEach
  void open() {
    scene = Scene.open();
    ada = Scene.ada();
  }

  @Test
  void postgresThatStopsInMidRevocationLosesNoneAndLeavesNoneHalfWritten() {
    long start = lastSequence();
    Writers writers = new Writers(ada, guests(24));
    try (writers) {
      writers.awaitAcknowledged(60);
      try (Part.Away away = Part.POSTGRES.takeAway()) {
        writers.awaitNotAcknowledged(8);
        writers.close();
      }
    }
    long back = System.nanoTime();
    assertEquals(Set.of("503"), writers.others.keySet());
    await("the ledger can be read")
        .atMost(RECOVERY)
        .until(() -> ada.request().get("/v1/verifiers").statusCode(), is(200));

    await("Keycloak has its database again")
        .atMost(RECOVERY)
        .untilAsserted(() -> People.service("orders-service"));

    List<Entry> entries = after(start);
    for (int i = 0; i < entries.size(); i++) {
      assertEquals(start + 1 + i, entries.get(i).sequence());
    }
    Set<String> written = entries.stream().map(Entry::id).collect(Collectors.toSet());
    Set<String> lost = new TreeSet<>(writers.acknowledged);
    lost.removeAll(written);
    assertEquals(Set.of(), lost);
    assertEquals(written, audited(start), "each entry has its audit record, and each record one");

    writers.turnedAway.forEach(scene::wasTurnedAway);
    await("all who were turned away are outside")
        .atMost(POLLED.plus(SLACK).plus(Duration.ofNanos(System.nanoTime() - back)))
        .untilAsserted(scene::assertNobodyIsBack);
    scene.awaitFollowed();
  }

  @Test
  void killedPublisherIsReplacedWithinThreeSecondsAndWhatItAcknowledgedArrives() {
    Metrics first = new Metrics(Deployment.AUTH);
    try (Replica doomed = Replica.start("auth-doomed", "auth-service", Map.of()).awaitReady();
        Regulars regulars = scene.regulars(List.of(Deployment.ORDERS, scene.steady.url()))) {
      Metrics second = new Metrics(doomed.url());
      // Who is frozen past its lease loses it to the other, and knows so when it thaws.
      try (Part.Away frozen = Part.AUTH_SERVICE.freeze()) {
        await("the other replica publishes")
            .atMost(TAKEOVER.plus(SLACK))
            .until(() -> publishes(second));
      }
      await("one publisher").atMost(RECOVERY).until(() -> !publishes(first));
      Writers writers =
          new Writers(
              new AuthApi(People.atTheTerminal(Person.ADA).access(), doomed.url()), guests(24));
      long killed;
      try (writers) {
        writers.awaitAcknowledged(60);
        doomed.kill();
        killed = System.nanoTime();
        await("the first publishes again")
            .pollInterval(Duration.ofMillis(50))
            .atMost(TAKEOVER.plus(SLACK))
            .until(() -> publishes(first));
      }
      writers.turnedAway.forEach(scene::wasTurnedAway);
      await("all who were turned away are outside")
          .atMost(POLLED.plus(SLACK))
          .untilAsserted(scene::assertNobodyIsBack);
      Duration took = Duration.ofNanos(System.nanoTime() - killed);
      assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, "it took " + took);
      scene.awaitFollowed();
      regulars.assertNeverRefused();
    }
    scene.assertNobodyIsBack();
  }

  private static boolean publishes(Metrics authService) {
    return authService.sum("gatehouse_revocation_publisher") == 1;
  }

  private List<Guest> guests(int count) {
    return Stream.generate(scene::guest).limit(count).toList();
  }

  private long lastSequence() {
    return ada.request()
        .body(Map.of("target", "token", "id", UUID.randomUUID(), "reason", "where are we"))
        .post("/v1/revocations")
        .jsonPath()
        .getLong("sequence");
  }

  /** The ledger after this sequence. */
  private List<Entry> after(long sequence) {
    List<Entry> all = new ArrayList<>();
    List<Entry> page;
    long from = sequence;
    do {
      JsonPath answer =
          ada.request()
              .queryParam("after", from)
              .queryParam("limit", 500)
              .get("/v1/revocations")
              .jsonPath();
      page = Entry.of(answer, "items.sequence", "items.id");
      all.addAll(page);
      from += page.size();
    } while (page.size() == 500);
    return all;
  }

  /** Ids of the audit records of revocations after this sequence. */
  private Set<String> audited(long sequence) {
    Set<String> ids = new HashSet<>();
    String cursor = null;
    do {
      RequestSpecification request =
          ada.request().queryParam("limit", 200).queryParam("action", "revocation.create");
      if (cursor != null) {
        request.queryParam("cursor", cursor);
      }
      JsonPath answer = request.get("/v1/audit").then().statusCode(200).extract().jsonPath();
      for (Entry entry : Entry.of(answer, "items.after.sequence", "items.targetId")) {
        if (entry.sequence() <= sequence) {
          return ids;
        }
        ids.add(entry.id());
      }
      cursor = answer.getString("nextCursor");
    } while (cursor != null);
    return ids;
  }

  /** What was revoked, and where it stands in the ledger. */
  private record Entry(long sequence, String id) {

    static List<Entry> of(JsonPath answer, String sequences, String ids) {
      List<Long> sequence = answer.getList(sequences, Long.class);
      List<String> id = answer.getList(ids, String.class);
      return IntStream.range(0, id.size())
          .mapToObj(i -> new Entry(sequence.get(i), id.get(i)))
          .toList();
    }
  }
}
