package io.gatehouse.auth.leak;

/**
 * What a reporter is told.
 *
 * @param label {@code true_positive} for a key of ours, whatever its state; else {@code
 *     false_positive}
 */
public record LeakVerdict(String label) {

  static LeakVerdict of(boolean ours) {
    return new LeakVerdict(ours ? "true_positive" : "false_positive");
  }
}
