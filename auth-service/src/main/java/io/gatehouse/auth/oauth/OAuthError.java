package io.gatehouse.auth.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.gatehouse.guard.problem.ErrorCode;

/**
 * A refusal as OAuth clients read it (RFC 6749 §5.2), with our code beside the few that OAuth has.
 *
 * @param error one of OAuth's words
 * @param code of our own vocabulary; for an exchange, what the guard tells the key's holder
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OAuthError(
    String error, @JsonProperty("error_description") String description, String code) {

  public static final String INVALID_REQUEST = "invalid_request";
  public static final String INVALID_CLIENT = "invalid_client";
  public static final String INVALID_GRANT = "invalid_grant";
  public static final String INVALID_SCOPE = "invalid_scope";
  public static final String INVALID_TARGET = "invalid_target";
  public static final String UNAUTHORIZED_CLIENT = "unauthorized_client";
  public static final String UNSUPPORTED_TOKEN_TYPE = "unsupported_token_type";
  public static final String UNSUPPORTED_GRANT_TYPE = "unsupported_grant_type";

  public OAuthError(String error, String description, ErrorCode code) {
    this(error, description, code.code());
  }
}
