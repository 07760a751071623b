package io.gatehouse.guard.quota;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Whether permits can be had at present. One question without an answer is a hiccup, ours or the
 * store's; the store is lost when one that was asked after that has none either. While it is, one
 * probe at a time finds out whether it is back, and no request waits for it.
 */
final class StoreHealth {

  private static final Logger LOG = Logger.getLogger(StoreHealth.class);

  private final long pause;
  private final LongSupplier nanos;
  private volatile boolean lost;
  private boolean suspect;
  private long suspectSince;
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

  /**
   * A question had no answer.
   *
   * @param askedAt by the same clock
   */
  synchronized void failed(Throwable why, long askedAt) {
    long now = nanos.getAsLong();
    nextProbe = now + pause;
    if (!suspect) {
      suspect = true;
      suspectSince = now;
    } else if (!lost && askedAt - suspectSince >= 0) {
      lost = true;
      LOG.warnf("no permits can be had: limits fall back to each key's choice: %s", why);
    }
  }

  synchronized void answered() {
    suspect = false;
    if (lost) {
      lost = false;
      LOG.info("permits can be had again");
    }
  }
}
