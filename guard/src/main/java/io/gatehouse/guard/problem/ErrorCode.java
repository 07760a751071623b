package io.gatehouse.guard.problem;

import java.util.Locale;

/**
 * Every way in which a request can be refused: the machine-readable {@code code} of a problem, its
 * HTTP status and its title. The only place where a status is chosen.
 */
public enum ErrorCode {
  MALFORMED_REQUEST(400, "The request cannot be read"),
  VALIDATION_FAILED(400, "The request is not valid"),
  MULTIPLE_CREDENTIALS(400, "More than one credential"),
  CREDENTIAL_IN_URL(400, "A credential in the address"),

  CREDENTIAL_MISSING(401, "A credential is needed"),
  INVALID_TOKEN(401, "The token is not valid"),
  INVALID_DPOP_PROOF(401, "The proof of possession is not valid"),
  TOKEN_EXPIRED(401, "The token has expired"),
  TOKEN_REVOKED(401, "The token has been revoked"),
  INVALID_KEY(401, "The key is not valid"),
  KEY_REVOKED(401, "The key has been revoked"),
  KEY_EXPIRED(401, "The key has expired"),
  KEY_DISABLED(401, "The key is disabled"),
  SESSION_ENDED(401, "The session has ended"),

  INSUFFICIENT_SCOPE(403, "The credential does not carry the scope"),
  FORBIDDEN(403, "Not allowed"),
  IP_NOT_ALLOWED(403, "Not allowed from this address"),

  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  NOT_ACCEPTABLE(406, "No acceptable representation"),
  CONFLICT(409, "In conflict with the present state"),
  PRECONDITION_FAILED(412, "Changed in the meantime"),
  PAYLOAD_TOO_LARGE(413, "The body is too large"),
  URI_TOO_LONG(414, "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported content type"),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another request"),
  PRECONDITION_REQUIRED(428, "A precondition is needed"),
  RATE_LIMITED(429, "Too many requests"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),

  INTERNAL_ERROR(500, "Something went wrong here"),
  DEPENDENCY_UNAVAILABLE(503, "A part that this needs is away"),
  OVERLOADED(503, "Too much at once"),
  REVOCATION_STATE_STALE(503, "Revocations cannot be checked at present");

  private final int status;
  private final String title;

  ErrorCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The word in JSON: {@code not_found}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** An exception that ends the request with this code; {@code detail} is read by the caller. */
  public ProblemException because(String detail) {
    return new ProblemException(this, detail);
  }
}
