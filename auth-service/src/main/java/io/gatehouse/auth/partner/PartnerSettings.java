package io.gatehouse.auth.partner;

import io.gatehouse.auth.quota.LimitSettings;
import io.gatehouse.auth.text.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a partner when it is created, and may be changed later.
 *
 * @param scopes what its keys may do at most; none unless named
 * @param metadata the operator's own notes, text by name
 * @param rateLimit for all its keys together; null for none
 */
public record PartnerSettings(
    @NotBlank @Size(max = 100) @PlainText String name,
    @NotNull @Email @Size(max = 254) @PlainText String contactEmail,
    @Size(max = 50) List<@NotNull String> scopes,
    @Size(max = 50)
        Map<
                @NotBlank @Size(max = 64) @PlainText String,
                @NotNull @Size(max = 500) @PlainText String>
            metadata,
    @Nullable @Valid LimitSettings rateLimit) {

  public PartnerSettings(
      String name,
      String contactEmail,
      @Nullable List<String> scopes,
      @Nullable Map<String, String> metadata,
      @Nullable LimitSettings rateLimit) {
    this.name = name;
    this.contactEmail = contactEmail;
    this.scopes = Objects.requireNonNullElse(scopes, List.of());
    this.metadata = Objects.requireNonNullElse(metadata, Map.of());
    this.rateLimit = rateLimit;
  }
}
