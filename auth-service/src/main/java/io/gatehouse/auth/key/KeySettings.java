package io.gatehouse.auth.key;

import io.gatehouse.auth.quota.LimitSettings;
import io.gatehouse.auth.text.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may be changed of a key.
 *
 * @param allowedCidrs where it may be used from; empty for anywhere
 * @param expiresAt null for no end of its own
 * @param rateLimit null for none of its own
 */
public record KeySettings(
    @NotBlank @Size(max = 100) @PlainText String name,
    @NotEmpty @Size(max = 50) List<@NotNull String> scopes,
    @Size(max = 100) List<@NotNull @CidrBlock String> allowedCidrs,
    @Size(max = 50)
        Map<
                @NotBlank @Size(max = 64) @PlainText String,
                @NotNull @Size(max = 500) @PlainText String>
            metadata,
    @NotNull Boolean enabled,
    @Nullable Instant expiresAt,
    @Nullable @Valid LimitSettings rateLimit) {

  /** The same, disabled. */
  KeySettings off() {
    return new KeySettings(name, scopes, allowedCidrs, metadata, false, expiresAt, rateLimit);
  }

  public KeySettings(
      String name,
      List<String> scopes,
      @Nullable List<String> allowedCidrs,
      @Nullable Map<String, String> metadata,
      Boolean enabled,
      @Nullable Instant expiresAt,
      @Nullable LimitSettings rateLimit) {
    this.name = name;
    this.scopes = scopes;
    this.allowedCidrs = Objects.requireNonNullElse(allowedCidrs, List.of());
    this.metadata = Objects.requireNonNullElse(metadata, Map.of());
    this.enabled = enabled;
    this.expiresAt = expiresAt;
    this.rateLimit = rateLimit;
  }
}
