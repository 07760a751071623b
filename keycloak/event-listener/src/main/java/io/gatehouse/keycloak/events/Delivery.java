package io.gatehouse.keycloak.events;

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
 */
final class Delivery implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Delivery.class);

  private static final int HOLDS = 10_000;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** What came of one attempt. */
  enum Outcome {
    DELIVERED,
    /** Will never be taken. */
    REFUSED,
    /** Nobody there, or in trouble: worth another try. */
    AWAY
  }

  /** Tells somebody. */
  interface Receiver {
    Outcome take(String statement) throws InterruptedException;
  }

  private final BlockingQueue<Act> queue;
  private final Function<Act, @Nullable String> statement;
  private final Receiver receiver;
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread = new Thread(this::run, "gatehouse-events");

  Delivery(Function<Act, @Nullable String> statement, Receiver receiver) {
    this(statement, receiver, HOLDS);
  }

  Delivery(Function<Act, @Nullable String> statement, Receiver receiver, int holds) {
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
      drop(act, "the queue is full");
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
    Duration pause = FIRST_PAUSE;
    while (true) {
      switch (attempt(act)) {
        case DELIVERED -> {
          return;
        }
        case REFUSED -> {
          drop(act, "it was refused");
          return;
        }
        case AWAY -> {
          Thread.sleep(pause);
          Duration twice = pause.multipliedBy(2);
          pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        }
      }
    }
  }

  private Outcome attempt(Act act) throws InterruptedException {
    try {
      String text = statement.apply(act);
      return text == null ? Outcome.DELIVERED : receiver.take(text);
    } catch (RuntimeException e) {
      LOG.warnf("gatehouse: act %s is tried again: %s", act.id(), e);
      return Outcome.AWAY;
    }
  }

  /** A line for each: the log says which act to look for. */
  private void drop(Act act, String why) {
    LOG.warnf(
        "gatehouse: act %s not reported, %s (%d so far); it stands in Keycloak's event store",
        act.id(), why, dropped.incrementAndGet());
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
