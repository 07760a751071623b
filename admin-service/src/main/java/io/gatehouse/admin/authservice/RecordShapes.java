package io.gatehouse.admin.authservice;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of the audit and of the signing keys, as much of it as pages read. */
public final class RecordShapes {

  private RecordShapes() {}

  /** One record of the audit. {@code before} and {@code after} hold no secret. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Entry(
      long sequence,
      Instant at,
      String action,
      String target,
      String targetId,
      Who actor,
      @Nullable String address,
      @Nullable String traceId,
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      String hash) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Who(
      String subject, @Nullable String name, @Nullable String origin, @Nullable String client) {

    /** The name where it is known. */
    public String shown() {
      return name == null || name.isBlank() ? subject : name;
    }
  }

  /** What a stretch of the audit is worth. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Verdict(
      boolean intact,
      int checked,
      int unsealed,
      @Nullable Long firstBad,
      @Nullable String reason,
      @Nullable String nextCursor,
      @Nullable Head head) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Head(long sequence, String hash) {}

  /** How often a key was used, by hour; all hours, also those without use. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Usage(List<Hour> buckets, Map<String, Long> totals) {}

  /**
   * @param counts by outcome: {@code admitted}, or the code of a refusal
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Hour(Instant at, Map<String, Long> counts) {

    public long admitted() {
      return counts.getOrDefault("admitted", 0L);
    }

    public long refused() {
      return counts.values().stream().mapToLong(Long::longValue).sum() - admitted();
    }
  }

  /**
   * Requests at all services, by kind of credential.
   *
   * @param totals every kind, those without a request too
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Traffic(List<Slot> buckets, Map<String, Counts> totals) {}

  /** A minute or an hour; only the kinds that came in it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Slot(Instant at, Map<String, Counts> kinds) {

    public long admitted() {
      return kinds.values().stream().mapToLong(Counts::admitted).sum();
    }

    public long refused() {
      return kinds.values().stream().mapToLong(Counts::allRefused).sum();
    }
  }

  /**
   * @param refused by the code of the refusal
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Counts(long admitted, Map<String, Long> refused) {

    public long allRefused() {
      return refused.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * @param signsFrom when it began, or will begin, to sign
   * @param publishedUntil when it leaves the key set; null while it does not
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SigningKey(
      String kid,
      String algorithm,
      String state,
      Instant createdAt,
      @Nullable Instant signsFrom,
      @Nullable Instant retiredAt,
      @Nullable Instant publishedUntil) {}
}
