package io.gatehouse.guard.revocation;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.revocation.RevocationMetrics.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the copy complete: push for latency, poll for completeness.
 *
 * <p>From the stream it takes only signed records in their order; whatever else comes (a gap, a new
 * epoch, a sequence that goes backwards) makes it keep what it has and ask the ledger. So a loss or
 * a liar on the way can delay a revocation until the next question, and undo none.
 */
final class Verifier implements Revocations {

  /** Where the copy stands. Epoch 0 is an empty copy. */
  record Position(long epoch, long sequence) {}

  private static final Logger LOG = Logger.getLogger(Verifier.class);

  /** A longer answer is told to listeners as a whole. */
  private static final int TOLD_ONE_BY_ONE = 10_000;

  private final String name;
  private final RevokedCopy copy = new RevokedCopy();
  private final FeedReader reader;
  private final LedgerClient ledger;
  private final Freshness freshness;
  private final RevocationMetrics metrics;
  private final List<RevocationListener> listeners;

  private volatile Position position = new Position(0, 0);
  private volatile boolean fetchWanted = true;
  private volatile boolean doubt;
  private volatile long lastBeatNanos;
  private Instant lastBeat = Instant.EPOCH;

  Verifier(
      String name,
      FeedReader reader,
      LedgerClient ledger,
      Freshness freshness,
      RevocationMetrics metrics,
      List<RevocationListener> listeners) {
    this.name = name;
    this.reader = reader;
    this.ledger = ledger;
    this.freshness = freshness;
    this.metrics = metrics;
    this.listeners = listeners;
    this.lastBeatNanos = freshness.now() - Duration.ofHours(1).toNanos();
  }

  @Override
  public Verdict check(Caller caller) {
    if (copy.refuses(caller)) {
      return Verdict.REVOKED;
    }
    return switch (freshness.state()) {
      case FRESH -> Verdict.VALID;
      case STALE_FOR_CHANGES -> Verdict.STALE_FOR_CHANGES;
      case STARTING, STALE -> Verdict.STALE;
    };
  }

  /** Takes one entry of the stream. */
  void hear(@Nullable String token) {
    switch (reader.read(token)) {
      case FeedMessage.Forged forged -> {
        metrics.count(Outcome.FORGED);
        LOG.debugf("not believed: %s", forged.why());
        // It may be ours by a key that we do not know yet: the ledger tells, when it is next asked.
        doubt = true;
      }
      case FeedMessage.Heartbeat beat -> beat(beat);
      case FeedMessage.Record entry -> {
        if (position.epoch() == 0) {
          // Still empty: the snapshot brings it, or the fetch after that.
          fetchWanted = true;
        } else {
          metrics.count(take(entry));
        }
      }
    }
  }

  private synchronized void beat(FeedMessage.Heartbeat beat) {
    Position here = position;
    if (beat.epoch() < here.epoch() || !beat.at().isAfter(lastBeat)) {
      metrics.count(Outcome.REPLAYED);
      return;
    }
    lastBeat = beat.at();
    if (beat.epoch() != here.epoch() || beat.sequence() != here.sequence()) {
      fetchWanted = true;
      return;
    }
    if (freshness.completeAsOf(beat.at())) {
      lastBeatNanos = freshness.now();
    }
  }

  private synchronized Outcome take(FeedMessage.Record entry) {
    Position here = position;
    Revocation revocation = entry.revocation();
    if (entry.epoch() < here.epoch()
        || (entry.epoch() == here.epoch() && revocation.sequence() <= here.sequence())) {
      return Outcome.REPLAYED;
    }
    if (entry.epoch() != here.epoch() || revocation.sequence() != here.sequence() + 1) {
      fetchWanted = true;
      return Outcome.OUT_OF_ORDER;
    }
    copy.put(revocation);
    position = new Position(here.epoch(), revocation.sequence());
    tell(List.of(revocation), false);
    return Outcome.APPLIED;
  }

  /** Whether something is known to be missing: the ledger should be asked at once. */
  boolean misses() {
    return fetchWanted;
  }

  /**
   * Whether the ledger should be asked at the pace of the poll: the stream is silent, or carried
   * what is not to be believed. A flood of forgeries must not become a flood of questions.
   */
  boolean doubts(Duration silentAfter) {
    return doubt || freshness.now() - lastBeatNanos > silentAfter.toNanos();
  }

  void wantFetch() {
    fetchWanted = true;
  }

  /** Asks the ledger for the difference. Blocks; one thread at a time. */
  void fetch() throws IOException {
    fetchWanted = false;
    doubt = false;
    Position asked = position;
    long started = freshness.now();
    RevokedCopy.Staged staged = copy.stage();
    List<Revocation> few = new ArrayList<>();
    int[] count = new int[1];
    try {
      LedgerClient.Answer answer =
          ledger.after(
              name,
              asked.epoch(),
              asked.sequence(),
              revocation -> {
                staged.put(revocation);
                if (count[0]++ < TOLD_ONE_BY_ONE) {
                  few.add(revocation);
                }
              });
      boolean everything = answer.after() == 0;
      if (!everything && !(answer.epoch() == asked.epoch() && answer.after() == asked.sequence())) {
        throw new IOException("an answer to another question");
      }
      merge(asked, answer, staged);
      freshness.completeSince(started);
      tell(few, count[0] > TOLD_ONE_BY_ONE);
      metrics.fetched(true);
    } catch (IOException | RuntimeException e) {
      fetchWanted = true;
      metrics.fetched(false);
      throw e;
    }
  }

  private synchronized void merge(
      Position asked, LedgerClient.Answer answer, RevokedCopy.Staged staged) {
    staged.commit();
    Position here = position;
    boolean sameEpoch = answer.epoch() == here.epoch();
    if (asked.epoch() != 0 && answer.epoch() != asked.epoch()) {
      LOG.warnf(
          "the ledger began anew: epoch %d sequence %d, was epoch %d sequence %d; all that was"
              + " revoked stays so",
          answer.epoch(), answer.sequence(), asked.epoch(), asked.sequence());
    } else if (sameEpoch && answer.sequence() < asked.sequence()) {
      LOG.errorf(
          "the ledger went back: sequence %d, was %d; all that was revoked stays so",
          answer.sequence(), asked.sequence());
    } else if (sameEpoch && answer.sequence() <= here.sequence()) {
      // The stream was quicker than the answer.
      return;
    }
    position = new Position(answer.epoch(), answer.sequence());
  }

  private void tell(List<Revocation> revocations, boolean tooMany) {
    for (RevocationListener listener : listeners) {
      try {
        if (tooMany) {
          listener.refilled();
        } else {
          revocations.forEach(r -> listener.revoked(r.target(), r.id()));
        }
      } catch (RuntimeException e) {
        LOG.warnf(e, "a listener failed");
      }
    }
  }

  int dropExpired(Instant now) {
    return copy.dropExpired(now.getEpochSecond());
  }

  Position position() {
    return position;
  }

  Freshness.State state() {
    return freshness.state();
  }

  @Override
  public Duration age() {
    return freshness.age();
  }

  int entries() {
    return copy.size();
  }

  long bytes() {
    return copy.bytes();
  }
}
