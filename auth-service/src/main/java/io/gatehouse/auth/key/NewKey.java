package io.gatehouse.auth.key;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.gatehouse.auth.quota.LimitSettings;
import io.gatehouse.auth.text.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for when a key is made.
 *
 * @param environment {@code live} or {@code test}; it stands in the key and never changes
 */
public record NewKey(
    @NotBlank @Size(max = 100) @PlainText String name,
    @NotNull @Pattern(regexp = "live|test", message = "must be live or test") String environment,
    @NotEmpty @Size(max = 50) List<@NotNull String> scopes,
    @Nullable Instant expiresAt,
    @Size(max = 100) @Nullable List<@NotNull @CidrBlock String> allowedCidrs,
    @Size(max = 50)
        @Nullable
            Map<
                @NotBlank @Size(max = 64) @PlainText String,
                @NotNull @Size(max = 500) @PlainText String>
            metadata,
    @Nullable @Valid LimitSettings rateLimit) {

  @JsonIgnore
  KeySettings settings() {
    return new KeySettings(name, scopes, allowedCidrs, metadata, true, expiresAt, rateLimit);
  }
}
