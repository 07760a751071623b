package io.gatehouse.guard.stream;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.revocation.RevocationListener;
import io.gatehouse.guard.revocation.Revocations;
import io.gatehouse.guard.revocation.Revocations.Verdict;
import io.gatehouse.guard.revocation.Target;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches the callers of all open streams of this process (design.md 6.6).
 *
 * <p>Each revocation wakes one sweep, which asks {@link Revocations} about every watched caller:
 * the same question, with the same answer, as at the door. Many revocations at once are one sweep,
 * so the feed's thread is never held up. Without any, it looks four times a second, for what no
 * message tells: credentials that end, and a copy that grew too old.
 */
@ApplicationScoped
public class CallerWatches implements RevocationListener {

  private static final Logger LOG = Logger.getLogger(CallerWatches.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final Revocations revocations;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Set<CallerWatch> watched = ConcurrentHashMap.newKeySet();
  private final Semaphore wake = new Semaphore(0);
  private final Thread sweeper;
  private volatile boolean open = true;

  public CallerWatches(Revocations revocations, InstantSource clock, MeterRegistry meters) {
    this.revocations = revocations;
    this.clock = clock;
    this.meters = meters;
    meters.gaugeCollectionSize("gatehouse.streams.open", Tags.empty(), watched);
    this.sweeper = Thread.ofPlatform().daemon().name("caller watch").start(this::run);
  }

  /**
   * Watches this caller until the watch is closed. One who may not be served now is told so at
   * once: a revocation between the door and here is not lost.
   */
  public CallerWatch watch(Caller caller) {
    CallerWatch watch = new CallerWatch(caller, this);
    watched.add(watch);
    look(watch);
    return watch;
  }

  void forget(CallerWatch watch) {
    watched.remove(watch);
  }

  @Override
  public void revoked(Target target, String id) {
    wake.release();
  }

  @Override
  public void refilled() {
    wake.release();
  }

  @PreDestroy
  public void close() {
    open = false;
    wake.release();
  }

  private void run() {
    while (open) {
      try {
        wake.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        // Before looking: what is revoked from here on asks for another look.
        wake.drainPermits();
        watched.forEach(this::look);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // It must go on: the next look is a quarter of a second away.
        LOG.errorf(e, "callers of open streams could not be looked at");
      }
    }
  }

  private void look(CallerWatch watch) {
    Ending ending = endingOf(watch.caller());
    if (ending != null && watched.remove(watch)) {
      LOG.infof("stream ends: %s, %s caller", ending.word(), watch.caller().origin().label());
      meters.counter("gatehouse.streams.ended", "reason", ending.word()).increment();
      watch.end(ending);
    }
  }

  private @Nullable Ending endingOf(Caller caller) {
    Verdict verdict = revocations.check(caller);
    return switch (verdict) {
      case REVOKED -> Ending.REVOKED;
      case STALE -> Ending.STALE;
      // A stream only reads.
      case VALID, STALE_FOR_CHANGES ->
          clock.instant().isBefore(caller.expiresAt()) ? null : Ending.EXPIRED;
    };
  }
}
