package io.gatehouse.auth.importing;

import io.gatehouse.auth.text.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a whole key as another system kept it.
 *
 * @param value a digest in hex; of bcrypt and Argon2 the text with its parameters and salt
 * @param hmacKey with hmac-sha256: the name of a key in the configuration
 */
public record ForeignHash(
    @NotNull
        @Pattern(
            regexp = "sha256|sha512|hmac-sha256|bcrypt|argon2",
            message = "must be sha256, sha512, hmac-sha256, bcrypt or argon2")
        String algorithm,
    @NotNull @Size(min = 1, max = 300) @PlainText String value,
    @Size(max = 64) @Nullable String hmacKey) {

  boolean slow() {
    return algorithm.equals("bcrypt") || algorithm.equals("argon2");
  }
}
