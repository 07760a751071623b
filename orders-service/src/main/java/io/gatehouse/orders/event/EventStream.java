package io.gatehouse.orders.event;

import io.gatehouse.guard.stream.CallerWatch;
import io.gatehouse.guard.stream.Ending;
import io.gatehouse.orders.order.Sight;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One open stream: a position in the log, moved on by its own virtual thread as fast as its reader
 * takes what it is told. Nothing is queued for it.
 */
final class EventStream {

  /** The other end. */
  interface Reader {
    /** Completes when the socket took it; fails when the reader is gone. */
    CompletableFuture<?> tell(String name, @Nullable Long id, Object data);

    /** A comment that carries the position, so that a quiet stream resumes near its end. */
    CompletableFuture<?> beat(long id);

    boolean isGone();

    /** Ends the answer in order. */
    void end();

    /** Drops the connection of a reader that takes nothing. */
    void cut();
  }

  /** The data of the last event. */
  record Last(String reason, String detail) {}

  /** The data of {@code open} and {@code reset}. */
  record Note(String detail) {}

  private static final Logger LOG = Logger.getLogger(EventStream.class);
  private static final int PAGE = 200;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final EventLog log;
  private final EventTail tail;
  private final EventConfig config;
  private final Sight sight;
  private final Reader reader;
  private final Semaphore wake = new Semaphore(0);
  private final CompletableFuture<Last> over = new CompletableFuture<>();
  private long position;

  EventStream(
      EventLog log, EventTail tail, EventConfig config, Sight sight, Reader reader, long position) {
    this.log = log;
    this.tail = tail;
    this.config = config;
    this.sight = sight;
    this.reader = reader;
    this.position = position;
  }

  /** Runs until the reader leaves, the caller may not read any more, or the service stops. */
  void run(CallerWatch watch, @Nullable Note reset) throws InterruptedException {
    watch.ended().thenAccept(this::end);
    Runnable more = wake::release;
    tail.onMore(more);
    try {
      tell(
          "open",
          new Note("Changes from here on. After a loss, send the last id as Last-Event-ID."));
      if (reset != null) {
        tell("reset", reset);
      }
      while (!over.isDone() && !reader.isGone()) {
        step();
      }
      if (over.isDone() && !reader.isGone()) {
        Last last = over.join();
        reader.tell(last.reason(), null, last).get(1, TimeUnit.SECONDS);
      }
      reader.end();
    } catch (IOException | ExecutionException | TimeoutException e) {
      reader.cut();
    } finally {
      tail.forget(more);
    }
  }

  private void end(Ending ending) {
    stop(new Last(ending.word(), ending.detail()));
  }

  /** Ends the stream, with this for its last event. */
  void stop(Last last) {
    over.complete(last);
    wake.release();
  }

  private void step() throws InterruptedException, IOException {
    try {
      wake.drainPermits();
      if (!advance() && !wake.tryAcquire(config.heartbeat().toMillis(), TimeUnit.MILLISECONDS)) {
        await(reader.beat(position));
      }
    } catch (SQLException e) {
      LOG.warnf("a stream waits for the log: %s", e.getMessage());
      wake.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Tells what is new; false if nothing was. */
  private boolean advance() throws SQLException, InterruptedException, IOException {
    EventTail.Recent recent = tail.recent();
    if (recent.to() <= position && recent.reachesBackTo(position)) {
      return false;
    }
    if (recent.reachesBackTo(position)) {
      for (OrderEvent event : recent.events()) {
        if (event.sequence() > position && event.isIn(sight)) {
          tell(event);
        }
      }
      position = Math.max(position, recent.to());
      return true;
    }
    // Far behind, or memory knows nothing yet.
    List<OrderEvent> page = log.after(position, sight, PAGE);
    for (OrderEvent event : page) {
      tell(event);
    }
    if (page.size() < PAGE) {
      // All up to what was known before the question: a commit since then may be missing in it.
      position = Math.max(position, recent.to());
      return recent.from() != Long.MAX_VALUE;
    }
    return true;
  }

  private void tell(OrderEvent event) throws InterruptedException, IOException {
    await(reader.tell(event.kind().word(), event.sequence(), event.view()));
    position = event.sequence();
  }

  private void tell(String name, Note note) throws InterruptedException, IOException {
    await(reader.tell(name, position, note));
  }

  /** Waits for a slow reader, but not past the caller's end, and not for ever. */
  private void await(CompletableFuture<?> written) throws InterruptedException, IOException {
    if (over.isDone()) {
      return;
    }
    try {
      CompletableFuture.anyOf(written, over)
          .get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the reader is gone", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("the reader takes nothing", e);
    }
  }
}
