package io.gatehouse.auth.revocation;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers "has everybody applied it?". */
@Singleton
public class Receipts {

  private final LedgerReader ledger;
  private final Verifiers verifiers;
  private final ReceiptStore store;
  private final LedgerConfig config;

  Receipts(LedgerReader ledger, Verifiers verifiers, ReceiptStore store, LedgerConfig config) {
    this.ledger = ledger;
    this.verifiers = verifiers;
    this.store = store;
    this.config = config;
  }

  /** The receipt of a sequence as it is now; null if there is no such revocation. Blocks. */
  public @Nullable Receipt now(long sequence) {
    return ledger.bySequence(sequence).map(this::of).orElse(null);
  }

  /**
   * The receipt when every live verifier has applied this sequence, or after the time of {@code
   * gatehouse.ledger.wait-at-most}, when it names who has not. For {@code ?wait=all}, after the
   * transaction. Call it where blocking is allowed; the waiting itself holds no thread.
   *
   * @throws IllegalArgumentException if there is no such revocation
   */
  public Uni<Receipt> whenAllApplied(long sequence) {
    return whenAllApplied(
        ledger
            .bySequence(sequence)
            .orElseThrow(() -> new IllegalArgumentException("no revocation " + sequence)));
  }

  /**
   * The same for the live revocation of this target; complete if there is none, since then all that
   * it concerned has expired.
   */
  public Uni<Receipt> whenAllApplied(Target target, String id) {
    return ledger
        .live(target, id)
        .map(this::whenAllApplied)
        .orElseGet(() -> Uni.createFrom().item(new Receipt(0, true, List.of(), List.of())));
  }

  private Uni<Receipt> whenAllApplied(LedgerEntry entry) {
    if (verifiers.allHave(entry)) {
      return Uni.createFrom().item(of(entry));
    }
    return Uni.createFrom()
        .completionStage(verifiers.allHave(entry, config.waitAtMost()))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(all -> of(entry));
  }

  Receipt of(LedgerEntry entry) {
    Map<String, Instant> times = times(entry);
    List<String> waitingFor = new ArrayList<>();
    Map<String, Receipt.Line> lines = new TreeMap<>();
    times.forEach((verifier, at) -> lines.put(verifier, line(entry, verifier, at)));
    List<VerifierStatus> live = List.copyOf(verifiers.live());
    for (VerifierStatus status : live) {
      if (!status.has(entry)) {
        waitingFor.add(status.verifier());
      } else if (!times.containsKey(status.verifier())) {
        boolean itself = status.sequence() == entry.sequence();
        lines.put(
            status.verifier(),
            itself
                ? line(entry, status.verifier(), status.appliedAt())
                : new Receipt.Line(status.verifier(), null, null));
      }
    }
    return new Receipt(
        entry.sequence(),
        !live.isEmpty() && waitingFor.isEmpty(),
        List.copyOf(lines.values()),
        waitingFor);
  }

  private Map<String, Instant> times(LedgerEntry entry) {
    try {
      return store.of(entry.sequence());
    } catch (SQLException e) {
      throw new IllegalStateException("Receipts cannot be read", e);
    }
  }

  private static Receipt.Line line(LedgerEntry entry, String verifier, Instant at) {
    long millis = Math.max(0, Duration.between(entry.requestedAt(), at).toMillis());
    return new Receipt.Line(verifier, at, millis);
  }
}
