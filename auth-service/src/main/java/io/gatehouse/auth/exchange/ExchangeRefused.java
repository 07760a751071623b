package io.gatehouse.auth.exchange;

import io.gatehouse.guard.problem.ErrorCode;

/** Ends a token request. What it says is read by the asking service; it names no secret. */
final class ExchangeRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient ExchangeError error;
  private String about = "";

  ExchangeRefused(int status, String error, String description, ErrorCode code) {
    super(description, null, false, false);
    this.status = status;
    this.error = new ExchangeError(error, description, code);
  }

  /** The usual status of RFC 6749 §5.2. */
  ExchangeRefused(String error, String description, ErrorCode code) {
    this(400, error, description, code);
  }

  static ExchangeRefused invalid(String description) {
    return new ExchangeRefused(
        ExchangeError.INVALID_REQUEST, description, ErrorCode.MALFORMED_REQUEST);
  }

  /** Words for the log alone: which key it was, never its secret. */
  ExchangeRefused about(String words) {
    about = words;
    return this;
  }

  String about() {
    return about;
  }

  int status() {
    return status;
  }

  ExchangeError error() {
    return error;
  }
}
