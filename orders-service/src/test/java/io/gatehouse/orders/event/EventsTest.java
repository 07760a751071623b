package io.gatehouse.orders.event;

import static io.gatehouse.testkit.Problems.problem;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.revocation.Revocations.Verdict;
import io.gatehouse.guard.stream.CallerWatches;
import io.gatehouse.orders.Callers;
import io.gatehouse.orders.Revoked;
import io.gatehouse.orders.SampleOrders;
import io.gatehouse.orders.event.OpenStream.Got;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventsTest {

  @Inject Revoked revoked;
  @Inject CallerWatches watches;
  @Inject EventLog log;
  @Inject javax.sql.DataSource database;

  private final String somebody = SampleOrders.somebody();

  private ExtractableResponse<Response> placed() {
    return SampleOrders.placedBy(Callers.user(somebody, "customer", Callers.ALL));
  }

  @Test
  void ownerIsToldOfEachChangeAndNobodyElseIsButWhoSeesAll() throws InterruptedException {
    try (OpenStream hers = OpenStream.of(somebody, "customer", null);
        OpenStream another = OpenStream.of(SampleOrders.somebody(), "customer", null);
        OpenStream namesake =
            OpenStream.of(TestTokens.partner(somebody, "k", "orders:read"), null);
        OpenStream support = OpenStream.of("sam", "support", null)) {
      for (OpenStream stream : List.of(hers, another, namesake, support)) {
        assertEquals("open", stream.next().name());
      }

      ExtractableResponse<Response> order = placed();
      Callers.user(somebody, "customer", Callers.ALL)
          .header("If-Match", order.header("ETag"))
          .post("/v1/orders/{id}/pay", order.<String>path("id"))
          .then()
          .statusCode(200);

      Got created = hers.next();
      assertEquals("created", created.name());
      assertNotNull(created.id());
      assertTrue(created.data().contains(order.<String>path("id")), created.data());
      Got paid = hers.next();
      assertEquals("paid", paid.name());
      assertTrue(Long.parseLong(created.id()) < Long.parseLong(String.valueOf(paid.id())));
      // Other tests' orders come too, so the one that is meant is looked for.
      Got seen = support.next();
      while (!seen.data().contains(order.<String>path("id"))) {
        seen = support.next();
      }
      assertEquals(List.of(), another.rest());
      assertEquals(List.of(), namesake.rest());
    }
  }

  @Test
  void streamResumesBehindTheLastIdWithoutLossOrRepetition() throws InterruptedException {
    List<String> got = new ArrayList<>();
    String last;
    List<String> placed = new ArrayList<>();
    try (OpenStream stream = OpenStream.of(somebody, "customer", null)) {
      stream.next();
      placed.add(placed().path("id"));
      Got first = stream.next();
      got.add(first.data());
      last = first.id();
    }
    placed.add(placed().path("id"));
    placed.add(placed().path("id"));
    try (OpenStream stream = OpenStream.of(somebody, "customer", last)) {
      assertEquals(last, stream.next().id());
      placed.add(placed().path("id"));
      for (int i = 0; i < 3; i++) {
        got.add(stream.next().data());
      }
      assertEquals(List.of(), stream.rest());
    }
    for (int i = 0; i < placed.size(); i++) {
      assertTrue(got.get(i).contains(placed.get(i)), got + " should have, in order, " + placed);
    }
  }

  @Test
  void changesOfManyAtOnceAreAllToldOnceInAscendingOrder() throws Exception {
    int orders = 60;
    Set<String> placed = ConcurrentHashMap.newKeySet();
    List<Got> got = new ArrayList<>();
    try (OpenStream stream = OpenStream.of(somebody, "customer", null);
        ExecutorService writers = Executors.newFixedThreadPool(12)) {
      stream.next();
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int i = 0; i < orders; i++) {
        work.add(() -> placed.add(placed().path("id")));
      }
      List<Future<Boolean>> done = writers.invokeAll(work);
      for (Future<Boolean> one : done) {
        assertTrue(one.get());
      }
      for (int i = 0; i < orders; i++) {
        got.add(stream.next());
      }
    }
    List<Long> ids = got.stream().map(event -> Long.valueOf(String.valueOf(event.id()))).toList();
    assertEquals(ids.stream().sorted().distinct().toList(), ids);
    for (String id : placed) {
      assertEquals(1, got.stream().filter(event -> event.data().contains(id)).count(), id);
    }
  }

  @Test
  void openStreamEndsWithinASecondOfItsCallersRevocationAndSaysWhy() throws InterruptedException {
    try (OpenStream stream = OpenStream.of(somebody, "customer", null)) {
      stream.next();

      revoked.answer(somebody, Verdict.REVOKED);
      watches.refilled();
      long since = System.nanoTime();

      Got last = stream.next();
      assertEquals("revoked", last.name());
      assertTrue(last.data().contains("\"reason\":\"revoked\""), last.data());
      assertEquals(OpenStream.END, stream.next());
      assertTrue(Duration.ofNanos(System.nanoTime() - since).toMillis() < 1_000);
    }
  }

  @Test
  void openStreamEndsWhenRevocationsCannotBeKnownAnyMore() throws InterruptedException {
    try (OpenStream stream = OpenStream.of(somebody, "customer", null)) {
      stream.next();
      revoked.answer(somebody, Verdict.STALE);

      assertEquals("stale", stream.next().name());
      assertEquals(OpenStream.END, stream.next());
    }
  }

  @Test
  void openStreamEndsWithItsToken() throws InterruptedException {
    String brief =
        TestTokens.user(
            somebody,
            "orders:read",
            List.of("customer"),
            claims -> claims.setExpirationTimeMinutesInTheFuture(2 / 60f));
    try (OpenStream stream = OpenStream.of(brief, null)) {
      stream.next();

      assertEquals("expired", stream.next().name());
      assertEquals(OpenStream.END, stream.next());
    }
  }

  @Test
  void oneCallerHasABoundedNumberOfStreams() throws InterruptedException {
    List<OpenStream> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      open.add(OpenStream.of(somebody, "customer", null));
      assertEquals("open", open.getLast().next().name());
    }
    problem(
            Callers.user(somebody, "customer", "orders:read").get("/v1/orders/events").then(),
            429,
            "rate_limited")
        .header("Retry-After", equalTo("5"));
    open.forEach(OpenStream::close);
  }

  @Test
  void idThatIsNotKeptAnyMoreIsAnsweredWithReset() throws Exception {
    // As after the database was put back: nobody was ever told this id by this log.
    try (OpenStream stream = OpenStream.of(somebody, "customer", "999999999999999999")) {
      assertEquals("open", stream.next().name());
      assertEquals("reset", stream.next().name());
    }
    String before = String.valueOf(log.reach().to());
    placed();
    try (java.sql.Connection connection = database.getConnection();
        java.sql.Statement sql = connection.createStatement()) {
      sql.execute("update order_event set occurred_at = now() - interval '8 days'");
    }
    log.forget();
    try (OpenStream stream = OpenStream.of(somebody, "customer", before)) {
      assertEquals("open", stream.next().name());
      assertEquals("reset", stream.next().name());
    }
  }

  @Test
  void idThatNobodyGaveIsRefused() {
    problem(
        Callers.alice().header("Last-Event-ID", "'; drop").get("/v1/orders/events").then(),
        400,
        "validation_failed");
  }
}
