package io.gatehouse.guard.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A verifier's word on what it has applied, as it stands on the stream of acknowledgements.
 *
 * <p>It is a statement for people and for {@code ?wait=all}: it is not signed, so who may write to
 * Redis could make a receipt look better than it is. Nothing is let in by it.
 *
 * @param lease how long this word says that the verifier is alive; zero says that it leaves
 */
public record Applied(String verifier, long epoch, long sequence, Instant at, Duration lease) {

  /** Fields of the stream entry. */
  public Map<String, String> fields() {
    return Map.of(
        "verifier", verifier,
        "epoch", Long.toString(epoch),
        "sequence", Long.toString(sequence),
        "at", Long.toString(at.toEpochMilli()),
        "lease", Long.toString(lease.toMillis()));
  }

  /** The word, or null if these fields are none. */
  public static @Nullable Applied of(Map<String, String> fields) {
    try {
      String verifier = fields.get("verifier");
      return verifier == null || verifier.isBlank() || verifier.length() > 200
          ? null
          : new Applied(
              verifier,
              Long.parseLong(fields.get("epoch")),
              Long.parseLong(fields.get("sequence")),
              Instant.ofEpochMilli(Long.parseLong(fields.get("at"))),
              Duration.ofMillis(Long.parseLong(fields.get("lease"))));
    } catch (RuntimeException e) {
      return null;
    }
  }
}
