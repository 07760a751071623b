package io.gatehouse.auth.oauth;

import io.gatehouse.guard.problem.ErrorCode;

/** Ends a request of OAuth. What it says is read by the asking client; it names no secret. */
public final class OAuthRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient OAuthError error;
  private String about = "";

  public OAuthRefused(int status, String error, String description, ErrorCode code) {
    super(description, null, false, false);
    this.status = status;
    this.error = new OAuthError(error, description, code);
  }

  /** The usual status of RFC 6749 §5.2. */
  public OAuthRefused(String error, String description, ErrorCode code) {
    this(400, error, description, code);
  }

  public static OAuthRefused invalid(String description) {
    return new OAuthRefused(OAuthError.INVALID_REQUEST, description, ErrorCode.MALFORMED_REQUEST);
  }

  /** No credential at all, where a client's is needed. */
  public static OAuthRefused noClient() {
    return new OAuthRefused(
        401,
        OAuthError.INVALID_CLIENT,
        "A service token of the realm is needed (Authorization: Bearer).",
        ErrorCode.CREDENTIAL_MISSING);
  }

  /** Words for the log alone: which key it was, never its secret. */
  public OAuthRefused about(String words) {
    about = words;
    return this;
  }

  public String about() {
    return about;
  }

  public int status() {
    return status;
  }

  public OAuthError error() {
    return error;
  }
}
