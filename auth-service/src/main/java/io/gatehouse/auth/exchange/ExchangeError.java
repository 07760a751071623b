package io.gatehouse.auth.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.gatehouse.guard.problem.ErrorCode;

/**
 * A refusal as OAuth clients read it (RFC 6749 §5.2), with our code beside the few that OAuth has.
 *
 * @param error one of OAuth's words
 * @param code what the guard tells the key's holder
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExchangeError(
    String error, @JsonProperty("error_description") String description, String code) {

  static final String INVALID_REQUEST = "invalid_request";
  static final String INVALID_CLIENT = "invalid_client";
  static final String INVALID_GRANT = "invalid_grant";
  static final String INVALID_SCOPE = "invalid_scope";
  static final String INVALID_TARGET = "invalid_target";
  static final String UNAUTHORIZED_CLIENT = "unauthorized_client";
  static final String UNSUPPORTED_GRANT_TYPE = "unsupported_grant_type";

  ExchangeError(String error, String description, ErrorCode code) {
    this(error, description, code.code());
  }
}
