package io.gatehouse.orders.event;

import io.gatehouse.guard.problem.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/**
 * Bounds the open streams, in all and for each caller: an open stream costs memory and a socket.
 */
final class Seats {

  private static final Duration LATER = Duration.ofSeconds(5);

  private final Semaphore all;
  private final int perCaller;
  private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();

  Seats(int all, int perCaller) {
    this.all = new Semaphore(all);
    this.perCaller = perCaller;
  }

  /** A seat; closing it twice is once. */
  interface Seat extends AutoCloseable {
    @Override
    void close();
  }

  /** A seat for this caller, or the problem that tells why there is none: 429 or 503. */
  Seat take(String caller) {
    if (taken.merge(caller, 1, Integer::sum) > perCaller) {
      leave(caller);
      throw ErrorCode.RATE_LIMITED
          .because("So many streams are open for this caller already. Close one first.")
          .retryAfter(LATER);
    }
    if (!all.tryAcquire()) {
      leave(caller);
      throw ErrorCode.OVERLOADED
          .because("Too many streams are open here at present. Try again shortly.")
          .retryAfter(LATER);
    }
    Semaphore once = new Semaphore(1);
    return () -> {
      if (once.tryAcquire()) {
        leave(caller);
        all.release();
      }
    };
  }

  private void leave(String caller) {
    taken.computeIfPresent(caller, (key, count) -> count == 1 ? null : count - 1);
  }
}
