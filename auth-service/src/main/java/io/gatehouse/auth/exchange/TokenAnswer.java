package io.gatehouse.auth.exchange;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A successful exchange (RFC 8693 §2.2.1). */
public record TokenAnswer(
    @JsonProperty("access_token") String token,
    @JsonProperty("issued_token_type") String issuedTokenType,
    @JsonProperty("token_type") String tokenType,
    @JsonProperty("expires_in") long expiresIn,
    String scope) {

  /** A token is a secret while it lives. */
  @Override
  public String toString() {
    return "TokenAnswer[scope=" + scope + "]";
  }
}
