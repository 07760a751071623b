package io.gatehouse.keycloak.events;

import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue and one thread behind it. Who reports never waits: when the queue is full the act
 * is dropped and counted; it stands in Keycloak's event store.
 *
 * <p>Acts wait for as long as nobody is there to take them. One that is answered with a fault each
 * time is dropped after some tries, or it would hold up all behind it for ever.
 */
final class Delivery implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Delivery.class);

  private static final int HOLDS = 10_000;

  /** What came of one attempt. */
  enum Outcome {
    DELIVERED,
    /** Will never be taken. */
    REFUSED,
    /** Somebody is there, and could not take it: it may be the act. */
    FAILED,
    /** Nobody there, or none that takes anything now. */
    AWAY
  }

  /**
   * How an act is tried again.
   *
   * @param first pause; it doubles, up to the longest
   * @param failures after which an act is dropped
   */
  record Pace(Duration first, Duration longest, int failures) {

    /** Dropped after about 45 s. */
    static final Pace USUAL = new Pace(Duration.ofMillis(200), Duration.ofSeconds(10), 10);

    Duration after(Duration pause) {
      Duration twice = pause.multipliedBy(2);
      return twice.compareTo(longest) < 0 ? twice : longest;
    }
  }

  /** Tells somebody. */
  interface Receiver {
    Outcome take(String statement) throws InterruptedException;
  }

  private final BlockingQueue<Act> queue;
  private final Function<Act, @Nullable String> statement;
  private final Receiver receiver;
  private final Pace pace;
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread = new Thread(this::run, "gatehouse-events");

  Delivery(Function<Act, @Nullable String> statement, Receiver receiver) {
    this(statement, receiver, HOLDS, Pace.USUAL);
  }

  Delivery(Function<Act, @Nullable String> statement, Receiver receiver, int holds, Pace pace) {
    this.pace = pace;
    this.statement = statement;
    this.receiver = receiver;
    this.queue = new ArrayBlockingQueue<>(holds);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Never waits, never throws. */
  void offer(Act act) {
    if (!queue.offer(act)) {
      drop(act, "overflow", "the queue is full");
    }
  }

  long dropped() {
    return dropped.get();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        deliver(queue.take());
      }
    } catch (InterruptedException e) {
      if (!queue.isEmpty()) {
        LOG.warnf("gatehouse: stopped with %d acts unreported", queue.size());
      }
    }
  }

  private void deliver(Act act) throws InterruptedException {
    Duration pause = pace.first();
    int failures = 0;
    while (true) {
      switch (attempt(act)) {
        case DELIVERED -> {
          count("delivered");
          return;
        }
        case REFUSED -> {
          drop(act, "refused", "it was refused");
          return;
        }
        case FAILED -> {
          if (++failures >= pace.failures()) {
            drop(act, "failed", "it failed " + failures + " times");
            return;
          }
        }
        case AWAY -> {}
      }
      Thread.sleep(pause);
      pause = pace.after(pause);
    }
  }

  private Outcome attempt(Act act) throws InterruptedException {
    try {
      String text = statement.apply(act);
      return text == null ? Outcome.DELIVERED : receiver.take(text);
    } catch (RuntimeException e) {
      LOG.warnf("gatehouse: act %s is tried again: %s", act.id(), e);
      return Outcome.FAILED;
    }
  }

  /** A line for each: the log says which act to look for. */
  private void drop(Act act, String outcome, String why) {
    count(outcome);
    LOG.warnf(
        "gatehouse: act %s not reported, %s (%d so far); it stands in Keycloak's event store",
        act.id(), why, dropped.incrementAndGet());
  }

  /** Among Keycloak's own metrics. */
  private static void count(String outcome) {
    Metrics.counter("gatehouse.acts.told", "outcome", outcome).increment();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
