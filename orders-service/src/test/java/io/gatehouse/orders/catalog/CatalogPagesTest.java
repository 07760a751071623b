package io.gatehouse.orders.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.testkit.RedisResource;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two replicas, one real Redis, and a database that counts how often it is asked. */
class CatalogPagesTest {

  private final RedisResource server = new RedisResource();
  private final Vertx vertx = Vertx.vertx();
  private final Redis redis =
      Redis.createClient(vertx, Objects.requireNonNull(server.start().get("quarkus.redis.hosts")));
  private final AtomicReference<String> database = new AtomicReference<>("old");
  private final AtomicInteger asked = new AtomicInteger();
  private final SharedPages sharedOfOne = new SharedPages(redis, vertx);
  private final SharedPages sharedOfOther = new SharedPages(redis, vertx);
  private final CatalogPages one = new CatalogPages(sharedOfOne, new ObjectMapper());
  private final CatalogPages other = new CatalogPages(sharedOfOther, new ObjectMapper());

  @AfterEach
  void stop() {
    sharedOfOne.close();
    sharedOfOther.close();
    redis.close();
    vertx.close();
    server.stop();
  }

  private String read(CatalogPages replica) {
    return replica.page("p", this::ask).body();
  }

  private String ask() {
    asked.incrementAndGet();
    return Objects.requireNonNull(database.get());
  }

  @Test
  void replicasAskTheDatabaseOnceBetweenThem() {
    assertEquals("\"old\"", read(one));
    assertEquals("\"old\"", read(one));
    assertEquals("\"old\"", read(other));
    assertEquals(1, asked.get());
  }

  @Test
  void changeAtOneReplicaIsSeenAtTheOther() throws InterruptedException {
    CountDownLatch listening = new CountDownLatch(1);
    sharedOfOther.listen(() -> {
      other.begin();
      listening.countDown();
    });
    listening.await();
    String before = one.page("p", this::ask).etag();
    assertEquals("\"old\"", read(other));

    database.set("new");
    sharedOfOne.changed();
    one.begin();

    assertEquals("\"new\"", read(one));
    // Half the time for which an unheard message would leave it old.
    Instant end = Instant.now().plus(CatalogPages.KEPT.dividedBy(2));
    while (!read(other).equals("\"new\"") && Instant.now().isBefore(end)) {
      Thread.sleep(20);
    }
    assertEquals("\"new\"", read(other));
    assertNotEquals(before, one.page("p", this::ask).etag());
  }

  @Test
  void pageThatWasBeingReadDuringAChangeIsNotKept() {
    one.page(
        "p",
        () -> {
          String seen = ask();
          database.set("new");
          sharedOfOne.changed();
          one.begin();
          return seen;
        });

    assertEquals("\"new\"", read(one));
    assertEquals("\"new\"", read(other));
  }

  @Test
  void manyThatMissAtOnceAreOneQuestion() throws Exception {
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<?> all =
          many.invokeAll(
              IntStream.range(0, 100)
                  .mapToObj(i -> (java.util.concurrent.Callable<String>) () -> read(one))
                  .toList());
      assertEquals(100, all.size());
    }
    assertEquals(1, asked.get());
  }

  @Test
  void withoutRedisPagesComeFromTheDatabase() {
    server.stop();

    assertEquals("\"old\"", read(one));
    assertEquals("\"old\"", read(one));
    assertEquals("\"old\"", read(other));
    assertEquals(2, asked.get());
  }
}
