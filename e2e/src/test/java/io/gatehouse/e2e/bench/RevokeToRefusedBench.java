package io.gatehouse.e2e.bench;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.gatehouse.e2e.attack.PlantedKey;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import io.gatehouse.e2e.stack.Replica;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How long after a revocation was asked for, and acknowledged, the last of three replicas of
 * orders-service refuses for the first time, while others come and go. {@code ./gatehouse bench
 * --only revoke}; its name keeps it out of the tests.
 */
class RevokeToRefusedBench {

  private static final int REVOCATIONS = Integer.getInteger("bench.revocations", 200);

  /** A realm's revocation needs a second of its own. */
  private static final int OF_THE_REALM = Math.max(1, REVOCATIONS / 4);

  private static final int WARM_UP = 30;
  private static final int LOAD = 4;
  private static final Duration LOAD_PAUSE = Duration.ofMillis(20);

  /** Milliseconds from the acknowledgement, and from the request, to the last first refusal. */
  private record Time(double fromAcknowledged, double fromRequest) {}

  @Test
  @Timeout(900)
  void measure() throws IOException, InterruptedException {
    Replica.assumeCanStart();
    try (PlantedKey planted = new PlantedKey();
        Replica second = Replica.start("orders-second", "orders-service", Map.of());
        Replica third = Replica.start("orders-third", "orders-service", Map.of())) {
      Kind.Workshop shop =
          new Kind.Workshop(
              People.atTheSpa(Person.ALICE).access(),
              People.atTheTerminal(Person.ADA).access(),
              planted);
      List<String> replicas =
          List.of(Deployment.ORDERS, second.awaitReady().url(), third.awaitReady().url());
      for (String replica : replicas) {
        await("the key is known at " + replica)
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    RestAssured.given()
                        .auth()
                        .oauth2(shop.person(Map.of()))
                        .get(replica + "/v1/whoami")
                        .statusCode(),
                is(200));
      }
      List<Thread> load = new ArrayList<>();
      for (String replica : replicas) {
        for (int i = 0; i < LOAD; i++) {
          load.add(Probe.load(replica, shop::regular, LOAD_PAUSE));
        }
      }
      StringBuilder table = new StringBuilder(heading());
      try {
        for (int i = 0; i < WARM_UP; i++) {
          once(Kind.SESSION, shop, replicas);
          once(Kind.KEY, shop, replicas);
        }
        for (Kind kind : Kind.values()) {
          List<Time> times = new ArrayList<>();
          int count = kind == Kind.REALM ? OF_THE_REALM : REVOCATIONS;
          for (int i = 0; i < count; i++) {
            times.add(once(kind, shop, replicas));
          }
          String row = row(kind, times);
          System.out.print(row);
          table.append(row);
        }
      } finally {
        load.forEach(Thread::interrupt);
      }
      Path file = Files.createDirectories(Path.of("target")).resolve("revoke.md");
      Files.writeString(file, table);
      System.out.println("\n" + table + "\nWritten to " + file.toAbsolutePath());
    }
  }

  private static Time once(Kind kind, Kind.Workshop shop, List<String> replicas)
      throws IOException, InterruptedException {
    if (kind == Kind.REALM) {
      nextSecond();
    }
    Kind.Victim victim = kind.victim(shop);
    List<Probe> probes =
        replicas.stream().map(replica -> new Probe(replica, victim.credential())).toList();
    for (Probe probe : probes) {
      probe.awaitAdmitted();
    }
    HttpRequest request = Probe.revocation(shop.adasToken(), victim);
    long asked = System.nanoTime();
    int status = Probe.status(request);
    long acknowledged = System.nanoTime();
    if (!Arrays.asList(200, 201).contains(status)) {
      throw new AssertionError(kind + " answered " + status);
    }
    long last = probes.stream().mapToLong(Probe::refused).max().orElseThrow();
    return new Time((last - acknowledged) / 1e6, (last - asked) / 1e6);
  }

  /** Everybody's tokens of this second are refused after it: new ones are made in the next. */
  private static void nextSecond() throws InterruptedException {
    Instant now = Instant.now();
    Thread.sleep(Duration.between(now, now.truncatedTo(ChronoUnit.SECONDS).plusMillis(1020)));
  }

  private static String heading() {
    return """
    Measured %s on %d cores, JDK %s: three replicas, %d others a second at each; an ask every %d ms at each.

    | target | revocations | from acknowledged, ms: p50 | p99 | most | from asked, ms: p50 | p99 |
    |---|---:|---:|---:|---:|---:|---:|
    """
        .formatted(
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            LOAD * 1000 / LOAD_PAUSE.toMillis(),
            Probe.PAUSE.toMillis());
  }

  private static String row(Kind kind, List<Time> times) {
    double[] acknowledged = times.stream().mapToDouble(Time::fromAcknowledged).sorted().toArray();
    double[] asked = times.stream().mapToDouble(Time::fromRequest).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
        kind.name().toLowerCase(Locale.ROOT),
        times.size(),
        at(acknowledged, 0.5),
        at(acknowledged, 0.99),
        acknowledged[acknowledged.length - 1],
        at(asked, 0.5),
        at(asked, 0.99));
  }

  private static double at(double[] sorted, double quantile) {
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(quantile * sorted.length) - 1)];
  }
}
