package io.gatehouse.guard.problem;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What {@code WWW-Authenticate} says (RFC 6750 §3, RFC 9728 §5.1, RFC 9449 §7.1). */
final class Challenge {

  private Challenge() {}

  /**
   * The header for this refusal, or null where the code calls for none.
   *
   * @param scope the scopes that would have been enough, if the endpoint names any
   * @param proofAlgorithms for the scheme DPoP; null asks for a bearer token
   */
  static @Nullable String of(
      ErrorCode code,
      String detail,
      @Nullable String scope,
      @Nullable URI resourceMetadata,
      @Nullable String proofAlgorithms) {
    String error = error(code);
    if (error == null) {
      return null;
    }
    String scheme = proofAlgorithms == null ? "Bearer" : "DPoP";
    StringBuilder out = new StringBuilder(scheme).append(" realm=\"gatehouse\"");
    if (!error.isEmpty()) {
      out.append(", error=\"").append(error).append('"');
      out.append(", error_description=\"").append(quotable(detail)).append('"');
    }
    if (scope != null) {
      out.append(", scope=\"").append(quotable(scope)).append('"');
    }
    if (proofAlgorithms != null) {
      out.append(", algs=\"").append(proofAlgorithms).append('"');
    }
    if (resourceMetadata != null) {
      out.append(", resource_metadata=\"").append(resourceMetadata).append('"');
    }
    return out.toString();
  }

  /**
   * The error code of RFC 6750 §3.1; empty where a challenge carries none (no credential was sent);
   * null where there is no challenge.
   */
  private static @Nullable String error(ErrorCode code) {
    return switch (code) {
      case CREDENTIAL_MISSING, FORBIDDEN, IP_NOT_ALLOWED -> "";
      case MULTIPLE_CREDENTIALS, CREDENTIAL_IN_URL -> "invalid_request";
      case INSUFFICIENT_SCOPE -> "insufficient_scope";
      case INVALID_DPOP_PROOF -> "invalid_dpop_proof";
      default -> code.status() == 401 ? "invalid_token" : null;
    };
  }

  /** Keeps to the characters that RFC 6750 §3 allows, so that a detail cannot end the quote. */
  private static String quotable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c >= 0x20 && c <= 0x7e && c != '"' && c != '\\' ? c : '\'');
    }
    return out.toString();
  }
}
