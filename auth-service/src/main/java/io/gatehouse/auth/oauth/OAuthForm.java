package io.gatehouse.auth.oauth;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a request to an OAuth endpoint. */
public final class OAuthForm {

  private OAuthForm() {}

  public static String required(MultivaluedMap<String, String> form, String name) {
    String value = optional(form, name);
    if (value == null || value.isEmpty()) {
      throw OAuthRefused.invalid(name + " is missing");
    }
    return value;
  }

  /** RFC 6749 §3.2: a parameter must not come twice, or two readers would read two values. */
  public static @Nullable String optional(MultivaluedMap<String, String> form, String name) {
    List<String> values = form.get(name);
    if (values == null || values.isEmpty()) {
      return null;
    }
    if (values.size() > 1) {
      throw OAuthRefused.invalid(name + " must come once");
    }
    return values.getFirst();
  }
}
