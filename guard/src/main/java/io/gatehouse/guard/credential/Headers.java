package io.gatehouse.guard.credential;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The only place that reads a credential out of headers, and the one that refuses one in a URL. */
final class Headers {

  private static final CharSequence API_KEY = HttpHeaders.createOptimized("x-api-key");
  private static final String BEARER = "bearer";
  private static final String DPOP = "dpop";

  /** What begins like this means to be a key, whatever its form ({@code apikey.ApiKey} says). */
  private static final String KEY_PREFIX = "gk_";

  private Headers() {}

  /**
   * What the request presents (RFC 6750 §2.1, RFC 9449 §7.1).
   *
   * @throws ProblemException 400 for two credentials, or one in the address
   */
  static Presented read(HttpServerRequest request) {
    refuseCredentialInUrl(request.query());
    MultiMap headers = request.headers();
    String authorization = single(headers, HttpHeaders.AUTHORIZATION);
    String apiKey = single(headers, API_KEY);
    if (apiKey != null) {
      // Which of the two would count is a question that an attacker would like to answer.
      if (authorization != null) {
        throw two();
      }
      return new Presented(null, apiKey.strip(), false);
    }
    String bearer = after(BEARER, authorization);
    if (bearer != null) {
      return bearer.startsWith(KEY_PREFIX)
          ? new Presented(null, bearer, false)
          : new Presented(bearer, null, false);
    }
    // Keys are not bound to anything, so by this scheme they are bad tokens.
    String bound = after(DPOP, authorization);
    return bound == null ? Presented.NOTHING : new Presented(bound, null, true);
  }

  private static @Nullable String single(MultiMap headers, CharSequence name) {
    String first = headers.get(name);
    if (first != null && headers.getAll(name).size() > 1) {
      throw two();
    }
    return first;
  }

  /** Null for no header and for another scheme: that one is not ours. Schemes have no case. */
  private static @Nullable String after(String scheme, @Nullable String authorization) {
    int end = scheme.length();
    if (authorization == null || !authorization.regionMatches(true, 0, scheme, 0, end)) {
      return null;
    }
    if (authorization.length() == end) {
      return "";
    }
    return authorization.charAt(end) == ' ' ? authorization.substring(end + 1).strip() : null;
  }

  /** An address ends up in logs, histories and Referer headers (RFC 6750 §2.3, RFC 9700 §4.3.2). */
  private static void refuseCredentialInUrl(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return;
    }
    String text = (query.indexOf('%') < 0 ? query : decoded(query)).toLowerCase(Locale.ROOT);
    if (text.contains("gk_live_")
        || text.contains("gk_test_")
        || text.startsWith("access_token=")
        || text.contains("&access_token=")) {
      throw ErrorCode.CREDENTIAL_IN_URL.because(
          "Never put a credential into an address: send it in the Authorization header. "
              + "Take this one for leaked and replace it.");
    }
  }

  static String decoded(String query) {
    try {
      return URLDecoder.decode(query, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return query;
    }
  }

  static ProblemException two() {
    return ErrorCode.MULTIPLE_CREDENTIALS.because("Send one credential, once.");
  }
}
