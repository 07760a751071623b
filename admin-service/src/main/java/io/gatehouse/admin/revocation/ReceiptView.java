package io.gatehouse.admin.revocation;

import io.gatehouse.admin.authservice.LedgerShapes.Line;
import io.gatehouse.admin.authservice.LedgerShapes.Receipt;
import io.gatehouse.admin.authservice.LedgerShapes.Revocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as it is read: a line for each verifier, those that are waited for last.
 *
 * @param applied how many have applied it
 * @param slowest time of the last of them, in ms; null where none was measured
 */
public record ReceiptView(
    long sequence, boolean complete, List<Row> rows, long applied, @Nullable Long slowest) {

  private static final int BAR = 120;

  /**
   * @param bar length of the line's bar, of 120
   */
  public record Row(
      String verifier, boolean applied, @Nullable Instant at, @Nullable Long millis, long bar) {}

  public static ReceiptView of(Revocation revocation) {
    Receipt receipt =
        Objects.requireNonNullElse(revocation.receipt(), new Receipt(false, List.of(), List.of()));
    Long slowest =
        receipt.verifiers().stream()
            .map(Line::millis)
            .filter(Objects::nonNull)
            .max(Long::compare)
            .orElse(null);
    List<Row> rows = new ArrayList<>();
    for (Line line : receipt.verifiers()) {
      rows.add(new Row(line.verifier(), true, line.appliedAt(), line.millis(), bar(line, slowest)));
    }
    for (String verifier : receipt.waitingFor()) {
      rows.add(new Row(verifier, false, null, null, 0));
    }
    return new ReceiptView(
        revocation.sequence(), receipt.complete(), rows, receipt.verifiers().size(), slowest);
  }

  private static long bar(Line line, @Nullable Long slowest) {
    Long millis = line.millis();
    return millis == null || slowest == null ? 0 : Math.max(2, BAR * millis / Math.max(1, slowest));
  }
}
