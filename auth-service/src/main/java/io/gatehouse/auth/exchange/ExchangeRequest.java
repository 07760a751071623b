package io.gatehouse.auth.exchange;

import io.gatehouse.auth.oauth.OAuthError;
import io.gatehouse.auth.oauth.OAuthForm;
import io.gatehouse.auth.oauth.OAuthRefused;
import io.gatehouse.guard.problem.ErrorCode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token request that has the form of RFC 8693 §2.1.
 *
 * @param subjectToken the key, unread
 * @param scopes what is asked for; null for all that the key may do
 */
record ExchangeRequest(String subjectToken, String audience, @Nullable Set<String> scopes) {

  static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  static final String API_KEY = "urn:gatehouse:token-type:api-key";
  static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  /** Reads the form; what RFC 8693 has and this server does not is refused, the rest ignored. */
  static ExchangeRequest read(MultivaluedMap<String, String> form) {
    if (!GRANT.equals(OAuthForm.required(form, "grant_type"))) {
      throw new OAuthRefused(
          OAuthError.UNSUPPORTED_GRANT_TYPE,
          "Only token exchange (RFC 8693) is offered here.",
          ErrorCode.VALIDATION_FAILED);
    }
    if (!API_KEY.equals(OAuthForm.required(form, "subject_token_type"))) {
      throw OAuthRefused.invalid("subject_token_type must be " + API_KEY);
    }
    String requested = OAuthForm.optional(form, "requested_token_type");
    if (requested != null && !ACCESS_TOKEN.equals(requested)) {
      throw OAuthRefused.invalid("requested_token_type must be " + ACCESS_TOKEN);
    }
    for (String member : List.of("resource", "actor_token", "actor_token_type")) {
      if (form.containsKey(member)) {
        throw OAuthRefused.invalid(member + " is not supported");
      }
    }
    String scope = OAuthForm.optional(form, "scope");
    return new ExchangeRequest(
        OAuthForm.required(form, "subject_token"),
        OAuthForm.required(form, "audience"),
        scope == null || scope.isBlank() ? null : Set.copyOf(List.of(scope.strip().split(" +"))));
  }

  /** The key is not shown in logs. */
  @Override
  public String toString() {
    return "ExchangeRequest[audience=" + audience + "]";
  }
}
