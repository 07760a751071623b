package io.gatehouse.orders.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.stream.CallerWatch;
import io.gatehouse.guard.stream.CallerWatches;
import io.gatehouse.orders.SampleOrders;
import io.gatehouse.orders.order.OrderPolicy;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One stream, and what becomes of readers that are slow, quiet, or sent elsewhere. */
@QuarkusTest
class EventStreamTest {

  @Inject EventLog log;
  @Inject EventTail tail;
  @Inject EventStreams streams;
  @Inject CallerWatches watches;

  private final String somebody = SampleOrders.somebody();

  /** Notes what it is told; takes it at once, or never. */
  private static final class Noting implements EventStream.Reader {

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final boolean takes;

    Noting(boolean takes) {
      this.takes = takes;
    }

    @Override
    public CompletableFuture<?> tell(String name, @Nullable Long id, Object data) {
      told.add(name);
      return taken();
    }

    @Override
    public CompletableFuture<?> beat(long id) {
      told.add("beat " + id);
      return taken();
    }

    @Override
    public boolean isGone() {
      return false;
    }

    @Override
    public void end() {
      told.add("END");
    }

    @Override
    public void cut() {
      told.add("CUT");
    }

    private CompletableFuture<?> taken() {
      return takes ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
    }

    String next() throws InterruptedException {
      return String.valueOf(told.poll(10, TimeUnit.SECONDS));
    }
  }

  /** A stream that beats and cuts quickly. */
  private record Quick(Duration heartbeat, Duration patience) implements EventConfig {
    @Override
    public Duration kept() {
      return Duration.ofDays(1);
    }

    @Override
    public int streams() {
      return 10;
    }

    @Override
    public int streamsPerCaller() {
      return 10;
    }

    @Override
    public Duration poll() {
      return Duration.ofSeconds(1);
    }
  }

  @Test
  void quietStreamCarriesABeatWithThePositionToResumeFrom() throws Exception {
    Noting reader = new Noting(true);
    long position = log.reach().to();
    EventStream stream = stream(reader, new Quick(Duration.ofMillis(100), Duration.ofSeconds(5)));
    Thread running = run(stream);

    assertEquals("open", reader.next());
    for (int beats = 0; beats < 2; beats++) {
      String beat = reader.next();
      assertTrue(beat.startsWith("beat "), beat);
      assertTrue(Long.parseLong(beat.substring("beat ".length())) >= position, beat);
    }
    stream.stop(new EventStream.Last("closing", ""));
    running.join(Duration.ofSeconds(10));
  }

  @Test
  void readerThatTakesNothingIsCutOffAndHoldsNoThread() throws Exception {
    Noting reader = new Noting(false);
    Thread running = run(stream(reader, new Quick(Duration.ofSeconds(60), Duration.ofMillis(200))));

    assertEquals("open", reader.next());
    assertEquals("CUT", reader.next());
    assertTrue(running.join(Duration.ofSeconds(10)), "its thread goes on");
  }

  @Test
  void replicaThatStopsSendsItsReadersElsewhereInOrder() throws Exception {
    try (OpenStream stream = OpenStream.of(somebody, "customer", null)) {
      assertEquals("open", stream.next().name());

      streams.stop(new ShutdownEvent());

      assertEquals("closing", stream.next().name());
      assertEquals(OpenStream.END, stream.next());
    }
  }

  private EventStream stream(EventStream.Reader reader, EventConfig config) throws Exception {
    return new EventStream(
        log, tail, config, OrderPolicy.sightOf(caller()), reader, log.reach().to());
  }

  private Thread run(EventStream stream) {
    return Thread.ofVirtual()
        .start(() -> {
          try (CallerWatch watch = watches.watch(caller())) {
            stream.run(watch, null);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private Caller caller() {
    return new Caller(
        somebody,
        new Origin.UserToken("jti-of-" + somebody, null),
        "orders-spa",
        null,
        Set.of("orders:read"),
        Set.copyOf(List.of("customer")),
        Instant.now().minusSeconds(1),
        Instant.now().plusSeconds(300));
  }
}
