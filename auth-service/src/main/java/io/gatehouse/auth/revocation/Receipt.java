package io.gatehouse.auth.revocation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has applied a revocation, and when: the proof.
 *
 * @param sequence of the revocation; 0 if there is none, as all that it concerned has expired
 * @param complete whether every verifier that is live has
 * @param waitingFor live verifiers that have not said so yet
 */
public record Receipt(
    long sequence, boolean complete, List<Line> verifiers, List<String> waitingFor) {

  /**
   * @param appliedAt by the verifier's clock; null if it started later, with the revocation in its
   *     first copy
   * @param millis from the request to then
   */
  public record Line(String verifier, @Nullable Instant appliedAt, @Nullable Long millis) {}
}
