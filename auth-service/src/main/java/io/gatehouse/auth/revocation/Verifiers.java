package io.gatehouse.auth.revocation;

import io.gatehouse.guard.revocation.Applied;
import io.gatehouse.guard.revocation.RevocationConfig;
import io.gatehouse.guard.revocation.StreamTail;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Who verifies, and how far each has come: from the stream on which they say so, and, for those who
 * have no Redis at present, from their questions over HTTP.
 */
@Singleton
class Verifiers implements StreamTail.Handler {

  private static final Logger LOG = Logger.getLogger(Verifiers.class);

  /** What is believed of a lease, so that no word on the stream makes us wait for days. */
  private static final Duration LONGEST_LEASE = Duration.ofSeconds(30);

  private static final int MOST = 10_000;

  private record Waiting(LedgerEntry entry, CompletableFuture<Boolean> applied) {}

  private final Map<String, VerifierStatus> byStream = new ConcurrentHashMap<>();
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
  private final ReceiptStore receipts;
  private final RevocationConfig config;
  private final InstantSource clock;

  Verifiers(ReceiptStore receipts, RevocationConfig config, InstantSource clock) {
    this.receipts = receipts;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Words from the stream. All replicas read it, so each of them knows and each keeps the steps.
   */
  @Override
  public void entries(List<StreamTail.Entry> entries) {
    List<ReceiptStore.Step> steps = new ArrayList<>();
    Instant now = clock.instant();
    for (StreamTail.Entry entry : entries) {
      Applied word = Applied.of(entry.fields());
      if (word == null) {
        continue;
      }
      // Read late, as after a start, it holds only for what is left of it.
      Duration late = Duration.ofMillis(Math.max(0, now.toEpochMilli() - entry.millis()));
      take(word, now, late, steps);
    }
    if (!steps.isEmpty()) {
      try {
        receipts.keep(steps);
      } catch (SQLException | RuntimeException e) {
        LOG.warnf("receipts not kept: %s", e.getMessage());
      }
    }
    answer();
  }

  private void take(Applied word, Instant now, Duration late, List<ReceiptStore.Step> steps) {
    if (word.lease().isZero()) {
      byStream.remove(word.verifier());
      return;
    }
    VerifierStatus before = byStream.get(word.verifier());
    if (before == null && byStream.size() >= MOST) {
      byStream.values().removeIf(status -> !status.live(now));
      return;
    }
    boolean further =
        before == null || word.epoch() != before.epoch() || word.sequence() > before.sequence();
    Duration lease = word.lease().compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : word.lease();
    byStream.put(
        word.verifier(),
        new VerifierStatus(
            word.verifier(),
            word.epoch(),
            word.sequence(),
            before == null || further ? word.at() : before.appliedAt(),
            now.plus(lease).minus(late)));
    if (before != null && word.sequence() > before.sequence()) {
      steps.add(
          new ReceiptStore.Step(
              word.verifier(), before.sequence() + 1, word.sequence(), word.at()));
    }
  }

  /** A question over HTTP says that its asker lives and has all up to {@code sequence}. */
  void heardOverHttp(String verifier, long epoch, long sequence) {
    if (verifier.isBlank() || verifier.length() > 200 || epoch == 0) {
      return;
    }
    Instant now = clock.instant();
    VerifierStatus status =
        new VerifierStatus(verifier, epoch, sequence, now, now.plus(config.lease()));
    VerifierStatus streamed = byStream.get(verifier);
    if (streamed != null && streamed.live(now) && streamed.sequence() >= sequence) {
      return;
    }
    try {
      receipts.heard(status);
    } catch (SQLException | RuntimeException e) {
      LOG.debugf("not kept: %s", e.getMessage());
    }
  }

  /** All live ones, by name, by the best that is known of each. */
  Collection<VerifierStatus> live() {
    Instant now = clock.instant();
    Map<String, VerifierStatus> all = new TreeMap<>();
    byStream.values().stream().filter(s -> s.live(now)).forEach(s -> all.put(s.verifier(), s));
    try {
      for (VerifierStatus status : receipts.heardOverHttp(now)) {
        all.merge(status.verifier(), status, (a, b) -> b.sequence() > a.sequence() ? b : a);
      }
    } catch (SQLException | RuntimeException e) {
      LOG.debugf("not read: %s", e.getMessage());
    }
    return all.values();
  }

  /**
   * Whether all live verifiers have applied the entry. Nobody known is not all: this service
   * verifies too, so then we have not heard yet.
   */
  boolean allHave(LedgerEntry entry) {
    Collection<VerifierStatus> live = live();
    return !live.isEmpty() && live.stream().allMatch(status -> status.has(entry));
  }

  /** Completes when all have it, or with false at the end of the time. */
  CompletableFuture<Boolean> allHave(LedgerEntry entry, Duration atMost) {
    Waiting wait = new Waiting(entry, new CompletableFuture<>());
    waiting.add(wait);
    wait.applied.completeOnTimeout(false, atMost.toMillis(), TimeUnit.MILLISECONDS);
    wait.applied.whenComplete((all, failure) -> waiting.remove(wait));
    return wait.applied;
  }

  /** Looks at who is waiting, in memory first and then in the database. */
  private void answer() {
    Instant now = clock.instant();
    for (Waiting wait : waiting) {
      if (byStream.values().stream()
          .filter(status -> status.live(now))
          .allMatch(status -> status.has(wait.entry()))) {
        look(wait);
      }
    }
  }

  /** Looks again, for words that came over HTTP; called by a timer. */
  void lookAgain() {
    waiting.forEach(this::look);
  }

  private void look(Waiting wait) {
    if (allHave(wait.entry())) {
      wait.applied.complete(true);
    }
  }
}
