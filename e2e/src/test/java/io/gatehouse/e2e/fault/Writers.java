package io.gatehouse.e2e.fault;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.fault.Scene.Guest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;

/**
 * Several who revoke one thing after the other at one replica of auth-service: ids that nobody has,
 * and now and then somebody's who is in.
 */
final class Writers implements AutoCloseable {

  private static final int THREADS = 4;

  /** One in so many is a guest. */
  private static final int GUEST = 5;

  /** Tells the ids of this run from all others. */
  final String mark = "writers-" + UUID.randomUUID().toString().substring(0, 8) + "-";

  /** Ids that were acknowledged. */
  final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  /** Guests whose revocation was acknowledged. */
  final Queue<Guest> turnedAway = new ConcurrentLinkedQueue<>();

  /** Statuses of the answers that were no acknowledgement; "none" where none came. */
  final Map<String, Integer> others = new ConcurrentHashMap<>();

  private final AuthApi at;
  private final Queue<Guest> guests;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean open = true;

  Writers(AuthApi at, List<Guest> guests) {
    this.at = at;
    this.guests = new ConcurrentLinkedQueue<>(guests);
    for (int i = 0; i < THREADS; i++) {
      String own = mark + i + "-";
      threads.add(Thread.ofVirtual().start(() -> run(own)));
    }
  }

  private void run(String own) {
    for (int i = 0; open; i++) {
      Guest guest = i % GUEST == 0 ? guests.poll() : null;
      try {
        Guest target = guest == null ? new Guest("", own + i, Instant.MAX) : guest;
        Response answer = Scene.revoke(at, target);
        if (answer.statusCode() == 201) {
          acknowledged.add(target.id());
          if (guest != null) {
            turnedAway.add(guest);
          }
        } else {
          others.merge(Integer.toString(answer.statusCode()), 1, Integer::sum);
        }
      } catch (Exception broken) {
        others.merge("none", 1, Integer::sum);
      }
    }
  }

  void awaitAcknowledged(int atLeast) {
    Awaitility.await(atLeast + " acknowledged")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> acknowledged.size() >= atLeast);
  }

  void awaitNotAcknowledged(int atLeast) {
    Awaitility.await(atLeast + " not acknowledged")
        .atMost(Duration.ofSeconds(30))
        .until(() -> others.values().stream().mapToInt(Integer::intValue).sum() >= atLeast);
  }

  @Override
  public void close() {
    open = false;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
