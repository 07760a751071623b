package io.gatehouse.admin.authservice;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of auth-service, as much of it as pages read. Members that we do not know are left. */
public final class Shapes {

  private Shapes() {}

  /** One page of a list; {@code nextCursor} is null on the last. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Page<T>(List<T> items, @Nullable String nextCursor) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Partner(
      String id,
      String name,
      @Nullable String contactEmail,
      @Nullable List<String> scopes,
      @Nullable String state,
      @Nullable Instant createdAt) {

    public boolean active() {
      return state == null || state.equals("active");
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record NewPartner(String name, String contactEmail, List<String> scopes) {}

  /** A key without its secret. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Key(
      String id,
      String partnerId,
      String name,
      String environment,
      List<String> scopes,
      @Nullable List<String> effectiveScopes,
      String state,
      @Nullable Instant createdAt,
      @Nullable String createdBy,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      @Nullable String revokeReason,
      @Nullable LastUse lastUse,
      @Nullable Limit rateLimit,
      @Nullable List<String> allowedCidrs,
      @Nullable List<Secret> secrets) {

    public boolean active() {
      return state.equals("active");
    }

    public @Nullable Instant lastUsedAt() {
      return lastUse == null ? null : lastUse.at();
    }

    /** Whether a rotation can still be called off. */
    public boolean inRotation() {
      return secrets != null && secrets.stream().filter(Secret::live).count() > 1;
    }

    /** Whether its partner has lost some of what the key was given. */
    public boolean narrowed() {
      return effectiveScopes != null && !effectiveScopes.containsAll(scopes);
    }

    public boolean disabled() {
      return state.equals("disabled");
    }

    /** The old secret that still works after a rotation; null if none does. */
    public @Nullable Secret inGrace() {
      return secrets == null
          ? null
          : secrets.stream()
              .filter(s -> s.live() && (s.endsAt() != null || s.waits()))
              .findFirst()
              .orElse(null);
    }

    public boolean ended() {
      return state.equals("revoked") || state.equals("expired");
    }
  }

  /**
   * One secret of a key, without the secret.
   *
   * @param endsAt when a rotation ends it; null for the newest
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Secret(
      int number,
      Instant createdAt,
      @Nullable Instant endsAt,
      @Nullable String graceAfterFirstUse,
      boolean live) {

    /** Whether its end comes with the first use of the next one. */
    public boolean waits() {
      return graceAfterFirstUse != null && endsAt == null;
    }
  }

  /** The latest request that was let in with it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record LastUse(Instant at, @Nullable String address) {}

  /**
   * How often a key may call.
   *
   * @param period ISO 8601
   * @param burst how many may come at once; as many as {@code requests} unless said
   * @param onStoreLoss {@code localShare} or {@code closed}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Limit(
      long requests, String period, @Nullable Long burst, @Nullable String onStoreLoss) {

    public String words() {
      String each =
          switch (period) {
            case "PT1S" -> "second";
            case "PT1M", "PT60S" -> "minute";
            case "PT1H", "PT60M", "PT3600S" -> "hour";
            case "PT24H", "P1D", "PT86400S" -> "day";
            default -> period;
          };
      return requests
          + " a "
          + each
          + (burst == null || burst == requests ? "" : ", at most " + burst + " at once");
    }
  }

  /**
   * @param rateLimit null takes it away (JSON merge patch, RFC 7396)
   */
  public record NewLimit(@Nullable Limit rateLimit) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record NewKey(
      String name,
      String environment,
      List<String> scopes,
      @Nullable Instant expiresAt,
      List<String> allowedCidrs,
      @Nullable Limit rateLimit) {}

  /** A key as it is answered once, at creation and rotation: with its secret. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record CreatedKey(
      String id,
      String partnerId,
      String name,
      String environment,
      List<String> scopes,
      String key) {

    /** No secret in a log. */
    @Override
    public String toString() {
      return "key " + id;
    }
  }

  /**
   * @param gracePeriod ISO 8601 duration in which the old secret goes on working
   * @param startsAtFirstUse whether it is counted from the first use of the new one
   */
  public record Rotate(String gracePeriod, boolean startsAtFirstUse) {}

  public record Revoke(String reason) {}

  public record Switch(boolean enabled) {}
}
