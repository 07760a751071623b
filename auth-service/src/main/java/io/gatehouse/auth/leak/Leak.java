package io.gatehouse.auth.leak;

import io.gatehouse.auth.text.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A report in the plain form.
 *
 * @param key the whole key, as it was found
 * @param source where, for people to read
 */
public record Leak(
    @NotBlank @Size(max = 200) String key, @NotBlank @Size(max = 500) @PlainText String source) {

  /** Leaked or not, a key is not written to a log. */
  @Override
  public String toString() {
    return "Leak[source=" + source + "]";
  }
}
