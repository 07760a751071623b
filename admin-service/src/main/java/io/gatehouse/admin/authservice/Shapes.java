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
      @Nullable Instant lastUsedAt,
      @Nullable List<String> allowedCidrs,
      @Nullable List<Secret> secrets) {

    public boolean active() {
      return state.equals("active");
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
          : secrets.stream().filter(s -> s.live() && s.endsAt() != null).findFirst().orElse(null);
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
  public record Secret(int number, Instant createdAt, @Nullable Instant endsAt, boolean live) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record NewKey(
      String name,
      String environment,
      List<String> scopes,
      @Nullable Instant expiresAt,
      List<String> allowedCidrs) {}

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
   */
  public record Rotate(String gracePeriod) {}

  public record Revoke(String reason) {}

  public record Switch(boolean enabled) {}
}
