package io.gatehouse.admin.authservice;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of revocations, their receipts and the verifiers, as much of it as pages read. */
public final class LedgerShapes {

  private LedgerShapes() {}

  /**
   * One revocation.
   *
   * @param client at which alone it is turned away; null where it is everywhere
   * @param issuedBefore null where all is turned away, whenever issued
   * @param receipt null in lists
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Revocation(
      long sequence,
      String target,
      String id,
      @Nullable String client,
      String reason,
      String requestedBy,
      Instant requestedAt,
      @Nullable Instant issuedBefore,
      Instant expiresAt,
      @Nullable Receipt receipt) {}

  /** Who has applied it, and who is waited for. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Receipt(boolean complete, List<Line> verifiers, List<String> waitingFor) {}

  /**
   * @param appliedAt null where the verifier started later, with the revocation in its first copy
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Line(String verifier, @Nullable Instant appliedAt, @Nullable Long millis) {}

  /**
   * @param sessions with target {@code user}: all that are known, each turned away for good
   * @param client with target {@code user}: at which alone they are turned away; null for
   *     everywhere
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record NewRevocation(
      String target, String id, String reason, List<String> sessions, @Nullable String client) {

    public NewRevocation(String target, String id, String reason, List<String> sessions) {
      this(target, id, reason, sessions, null);
    }
  }

  /**
   * @param behind revocations that it has still to apply
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Verifier(
      String verifier, long epoch, long sequence, long behind, Instant appliedAt) {}
}
