package io.gatehouse.guard.revocation;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Keeps a {@link Verifier} running: one thread follows the stream, one asks the ledger when that is
 * due, says each second that this verifier lives, and drops what has expired.
 */
final class VerifierLoop implements StreamTail.Handler, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(VerifierLoop.class);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final String name;
  private final Verifier verifier;
  private final Redis redis;
  private final RevocationConfig config;
  private final InstantSource clock;
  private final StreamTail tail;
  private final Thread thread;
  private volatile boolean open = true;
  private Freshness.State told = Freshness.State.STARTING;

  VerifierLoop(
      String name, Verifier verifier, Redis redis, RevocationConfig config, InstantSource clock) {
    this.name = name;
    this.verifier = verifier;
    this.redis = redis;
    this.config = config;
    this.clock = clock;
    this.tail = new StreamTail(redis, config.stream(), StreamTail.From.END, this);
    this.thread = Thread.ofPlatform().daemon().name("revocation ledger").unstarted(this::run);
  }

  void start() {
    tail.start();
    thread.start();
  }

  /** Stops, and tells that nobody need wait for this verifier any more. */
  @Override
  public void close() {
    open = false;
    thread.interrupt();
    tail.close();
    say(Duration.ZERO);
  }

  @Override
  public void connected() {
    LOG.infof("following %s", config.stream());
    verifier.wantFetch();
  }

  @Override
  public void lost() {
    LOG.warnf("%s cannot be read: asking the ledger until it can", config.stream());
  }

  @Override
  public void entries(List<StreamTail.Entry> entries) {
    Verifier.Position before = verifier.position();
    for (StreamTail.Entry entry : entries) {
      verifier.hear(entry.fields().get(Feed.FIELD));
    }
    if (!verifier.position().equals(before)) {
      say(config.lease());
    }
  }

  private void run() {
    long now = System.nanoTime();
    long lastFetch = now - config.pollEvery().toNanos();
    long nextWord = now;
    long nextSweep = now + SWEEP.toNanos();
    boolean failing = false;
    while (open) {
      now = System.nanoTime();
      boolean urgent = verifier.misses() && !failing;
      Duration pause = urgent ? TICK : config.pollEvery();
      if ((verifier.misses() || verifier.doubts(config.silentAfter()))
          && now - lastFetch >= pause.toNanos()) {
        Verifier.Position before = verifier.position();
        failing = !fetched(failing);
        lastFetch = System.nanoTime();
        if (!verifier.position().equals(before)) {
          nextWord = now;
        }
      }
      if (now - nextWord >= 0 && verifier.position().epoch() != 0) {
        say(config.lease());
        nextWord = now + Duration.ofSeconds(1).toNanos();
      }
      if (now - nextSweep >= 0) {
        verifier.dropExpired(clock.instant());
        nextSweep = now + SWEEP.toNanos();
      }
      tellState();
      try {
        Thread.sleep(TICK);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean fetched(boolean failing) {
    try {
      verifier.fetch();
      if (failing) {
        LOG.info("the ledger answers again");
      }
      return true;
    } catch (IOException | RuntimeException e) {
      if (!failing) {
        LOG.warnf("the ledger cannot be asked: %s", e.getMessage());
      }
      return false;
    }
  }

  private void tellState() {
    Freshness.State state = verifier.state();
    if (state != told) {
      told = state;
      String line = "revocations: %s at epoch %d sequence %d, %d entries, complete %d ms ago";
      Logger.Level level = state == Freshness.State.FRESH ? Logger.Level.INFO : Logger.Level.WARN;
      LOG.logf(
          level,
          line,
          state,
          verifier.position().epoch(),
          verifier.position().sequence(),
          verifier.entries(),
          verifier.age().toMillis());
    }
  }

  private void say(Duration lease) {
    Verifier.Position here = verifier.position();
    if (here.epoch() == 0) {
      return;
    }
    Instant now = clock.instant();
    Request request =
        Request.cmd(Command.XADD)
            .arg(config.appliedStream())
            .arg("MAXLEN")
            .arg("~")
            .arg(20_000)
            .arg("*");
    new Applied(name, here.epoch(), here.sequence(), now, lease)
        .fields()
        .forEach((field, value) -> request.arg(field).arg(value));
    redis.send(request).onFailure(e -> LOG.debugf("not acknowledged: %s", e.getMessage()));
  }
}
