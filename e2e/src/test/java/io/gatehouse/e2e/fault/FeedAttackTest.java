package io.gatehouse.e2e.fault;

import static io.gatehouse.e2e.fault.Scene.POLLED;
import static io.gatehouse.e2e.fault.Scene.RECOVERY;
import static io.gatehouse.e2e.fault.Scene.assertWithin;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatehouse.e2e.api.Metrics;
import io.gatehouse.e2e.fault.Scene.Guest;
import io.gatehouse.e2e.people.Tokens;
import io.gatehouse.e2e.stack.Deployment;
import io.gatehouse.e2e.stack.RedisRecords;
import io.gatehouse.e2e.stack.Replica;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever may write to Redis turns nobody away, lets nobody back in, and is seen. */
@Order(Integer.MAX_VALUE)
@Timeout(120)
class FeedAttackTest {

  private static final String RECORDS = "gatehouse_revocation_records_total";

  private final List<String> added = new ArrayList<>();
  private Scene scene;
  private RedisRecords redis;

  @BeforeEach
  void open() {
    scene = Scene.open();
    redis = new RedisRecords(Deployment.redis().orElseThrow());
  }

  @AfterEach
  void close() {
    if (redis != null) {
      added.forEach(id -> redis.send(Command.XDEL, Wire.FEED, id));
      redis.close();
    }
  }

  @Test
  void forgedAndUnsignedRecordsChangeNothingAndAreCounted() {
    Guest good = scene.guest();
    Guest bad = scene.guest();
    scene.turnAway(bad);
    List<String> forgeries = forgeries(good);
    String forged = "outcome=\"forged\"";
    List<Double> before = everywhere(RECORDS, forged);
    List<Double> epochs = everywhere("gatehouse_revocation_epoch");
    try (Regulars regulars = Regulars.of(scene.verifiers, good.token())) {
      forgeries.forEach(record -> add("set", record));
      add("something", "else");
      for (int i = 0; i < scene.verifiers.size(); i++) {
        Metrics metrics = new Metrics(scene.verifiers.get(i));
        await("counted at " + scene.verifiers.get(i))
            .atMost(RECOVERY)
            .until(() -> metrics.sum(RECORDS, forged), is(before.get(i) + forgeries.size() + 1));
      }
      // And the feed goes on as if nothing had been.
      assertWithin(POLLED, scene.turnAwayInUse());
      scene.awaitFollowed();
      regulars.assertNeverRefused();
    }
    assertEquals(epochs, everywhere("gatehouse_revocation_epoch"));
    scene.assertNobodyIsBack();
  }

  /** Each would turn a good caller away, or make an old copy pass for a complete one. */
  private List<String> forgeries(Guest good) {
    String real = Wire.token(Wire.newest(redis).getFirst());
    long epoch = (long) new Metrics(Deployment.ORDERS).sum("gatehouse_revocation_epoch");
    long next = (long) new Metrics(Deployment.ORDERS).sum("gatehouse_revocation_sequence") + 1;
    String revocation = Forgery.revocation(real, epoch, next, good.id());
    String heartbeat = Forgery.heartbeat(real, epoch + 1, 0);
    return List.of(
        Forgery.unsigned(revocation),
        Forgery.signed(real, revocation),
        Forgery.changed(real, revocation),
        Forgery.unsigned(heartbeat),
        Forgery.signed(real, heartbeat),
        Forgery.changed(real, heartbeat),
        // Signed by auth-service, and no record.
        good.token(),
        revocation,
        "",
        "x".repeat(100_000));
  }

  @Test
  void replayedRecordsAndHeartbeatsChangeNothingAndAreCounted() {
    Guest good = scene.guest();
    scene.turnAway(scene.guest());
    scene.awaitFollowed();
    List<String> old = Wire.newest(redis).stream().map(Wire::token).toList();
    String replayed = "outcome=\"replayed\"";
    List<Double> before = everywhere(RECORDS, replayed);
    try (Regulars regulars = Regulars.of(scene.verifiers, good.token())) {
      old.forEach(record -> add("set", record));
      for (int i = 0; i < scene.verifiers.size(); i++) {
        Metrics metrics = new Metrics(scene.verifiers.get(i));
        await("counted at " + scene.verifiers.get(i))
            .atMost(RECOVERY)
            .until(
                () -> metrics.sum(RECORDS, replayed),
                greaterThanOrEqualTo(before.get(i) + old.size()));
      }
      assertWithin(POLLED, scene.turnAwayInUse());
      regulars.assertNeverRefused();
    }
    scene.assertNobodyIsBack();
  }

  /** To one verifier a later record comes before the earlier one, by a wire that is not ours. */
  @Test
  void reorderedRecordsAreCountedAndBothArrive() {
    String stream = "e2e:wire:" + UUID.randomUUID();
    try (Wire wire = new Wire(Deployment.redis().orElseThrow(), stream);
        Replica wired =
            Replica.start(
                    "orders-wired", "orders-service", Map.of("gatehouse.revocation.stream", stream))
                .awaitReady()) {
      Metrics metrics = new Metrics(wired.url());
      String applied = "outcome=\"applied\"";
      await("records come by the wire")
          .atMost(RECOVERY)
          .until(() -> {
            scene.turnAway(scene.guest());
            return metrics.sum(RECORDS, applied) > 0;
          });
      double outOfOrder = metrics.sum(RECORDS, "outcome=\"out_of_order\"");
      List<Guest> guests = List.of(scene.guest(), scene.guest());
      wire.hold();
      guests.forEach(scene::turnAway);
      await("both are held")
          .atMost(Duration.ofSeconds(1))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> records(wire).size() == 2);
      wire.release(records(wire).reversed());
      await("counted")
          .atMost(RECOVERY)
          .until(
              () -> metrics.sum(RECORDS, "outcome=\"out_of_order\""),
              greaterThanOrEqualTo(outOfOrder + 1));
      await("both are outside")
          .atMost(POLLED)
          .until(() ->
              guests.stream()
                  .allMatch(guest -> Visitor.once(wired.url(), guest.token()).refused()));
    }
    scene.assertNobodyIsBack();
  }

  private static List<String> records(Wire wire) {
    return wire.held().stream()
        .filter(token -> Tokens.claims(token).get("events." + quoted(Forgery.REVOCATION)) != null)
        .toList();
  }

  private static String quoted(String member) {
    return "'" + member + "'";
  }

  private void add(String field, String value) {
    added.add(String.valueOf(redis.send(Command.XADD, Wire.FEED, "*", field, value)));
  }

  private List<Double> everywhere(String name, String... labels) {
    return scene.verifiers.stream()
        .map(verifier -> new Metrics(verifier).sum(name, labels))
        .toList();
  }
}
