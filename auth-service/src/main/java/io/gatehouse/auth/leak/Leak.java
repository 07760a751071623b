package io.gatehouse.auth.leak;

import io.gatehouse.auth.text.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A report in the plain form.
 *
 * @param key the whole key, as it was found
 * @param source where, for people to read
 * @param inAddress whether one of our services saw it in the address of a request: a mistake of its
 *     owner, not yet a stranger's find. Anyone may say so; it asks for less, never for more
 */
public record Leak(
    @NotBlank @Size(max = 200) String key,
    @NotBlank @Size(max = 500) @PlainText String source,
    @Nullable Boolean inAddress) {

  Finder finder() {
    return Boolean.TRUE.equals(inAddress) ? Finder.GUARD : Finder.ANYONE;
  }

  /** Leaked or not, a key is not written to a log. */
  @Override
  public String toString() {
    return "Leak[source=" + source + "]";
  }
}
