package io.gatehouse.auth.introspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of RFC 7662 §2.2.
 *
 * @param tokenType {@code Bearer} for a token, {@code DPoP} for one that is bound to a key (RFC
 *     9449 §6.2), ours for a key
 * @param expires in epoch seconds; absent for a key without an end
 * @param environment {@code live} or {@code test}, of a key and its tokens
 * @param confirmation what the token is bound to (RFC 7800): whoever is asked must see it proved
 * @param cidrs where a key may be used from: whoever is asked must look at the caller's address
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Introspection(
    boolean active,
    @Nullable String scope,
    @JsonProperty("client_id") @Nullable String clientId,
    @Nullable String username,
    @JsonProperty("token_type") @Nullable String tokenType,
    @JsonProperty("exp") @Nullable Long expires,
    @JsonProperty("iat") @Nullable Long issued,
    @JsonProperty("nbf") @Nullable Long notBefore,
    @JsonProperty("sub") @Nullable String subject,
    @JsonProperty("aud") @Nullable List<String> audience,
    @JsonProperty("iss") @Nullable String issuer,
    @JsonProperty("jti") @Nullable String tokenId,
    @JsonProperty("env") @Nullable String environment,
    @JsonProperty("cnf") @Nullable Map<String, Object> confirmation,
    @Nullable List<String> cidrs) {

  /** All that is said of what is unknown, wrong, over, revoked, or none of the asker's business. */
  static final Introspection INACTIVE =
      new Introspection(
          false, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null);
}
