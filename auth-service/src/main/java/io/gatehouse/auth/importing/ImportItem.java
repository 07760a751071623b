package io.gatehouse.auth.importing;

import io.gatehouse.auth.key.NewKey;
import io.gatehouse.auth.text.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * One key of another system.
 *
 * @param externalId that system's name for it: the same again imports nothing
 * @param hash of the whole text that its holder presents
 * @param prefix with bcrypt and Argon2: the beginning of that text, which finds it; no secret
 */
public record ImportItem(
    @NotBlank @Size(max = 100) @PlainText String externalId,
    @NotNull @Pattern(regexp = "[0-9A-Za-z_]{1,40}") String partnerId,
    @NotNull @Valid NewKey key,
    @NotNull @Valid ForeignHash hash,
    @Size(min = ImportedKeyStore.MIN_PREFIX, max = ImportedKeyStore.MAX_PREFIX)
        @Pattern(regexp = "(?!gk_)[\\x21-\\x7e]*", message = "must be visible ASCII, and not gk_")
        @Nullable String prefix) {}
