package io.gatehouse.guard.quota;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Whether permits can be had at present. While they cannot, one probe at a time finds out whether
 * they can again, and no request waits for it.
 */
final class StoreHealth {

  private static final Logger LOG = Logger.getLogger(StoreHealth.class);

  private final long pause;
  private final LongSupplier nanos;
  private volatile boolean lost;
  private long nextProbe;

  StoreHealth(Duration pause, LongSupplier nanos) {
    this.pause = pause.toNanos();
    this.nanos = nanos;
  }

  boolean isLost() {
    return lost;
  }

  /** True for one asker in each pause. */
  synchronized boolean mayProbe() {
    long now = nanos.getAsLong();
    if (now - nextProbe < 0) {
      return false;
    }
    nextProbe = now + pause;
    return true;
  }

  synchronized void failed(Throwable why) {
    nextProbe = nanos.getAsLong() + pause;
    if (!lost) {
      lost = true;
      LOG.warnf("no permits can be had: limits fall back to each key's choice: %s", why);
    }
  }

  void answered() {
    if (lost) {
      lost = false;
      LOG.info("permits can be had again");
    }
  }
}
