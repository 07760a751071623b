package io.gatehouse.guard.quota;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;

/**
 * The response fields {@code RateLimit-Policy} and {@code RateLimit}: structured fields, a list
 * with an item for each limit, as draft-ietf-httpapi-ratelimit-headers-11 has them; parameters of
 * our own begin with our name, as it asks.
 */
final class RateLimitFields {

  private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
  private static final CharSequence STATE = HttpHeaders.createOptimized("RateLimit");

  private RateLimitFields() {}

  static void add(MultiMap headers, Quota quota, QuotaVerdict verdict) {
    RateLimit limit = quota.limit();
    String name = '"' + quota.kind().name() + '"';
    append(
        headers,
        POLICY,
        name
            + ";q="
            + limit.requests()
            + ";w="
            + limit.period().toSeconds()
            + ";gatehouse-burst="
            + limit.burst());
    switch (verdict) {
      case QuotaVerdict.Within(long left) -> append(headers, STATE, name + ";r=" + left);
      case QuotaVerdict.Over(Duration wait) ->
          append(headers, STATE, name + ";r=0;t=" + wholeSeconds(wait));
      case QuotaVerdict.Unknown unknown -> {}
    }
  }

  private static void append(MultiMap headers, CharSequence name, String item) {
    String before = headers.get(name);
    headers.set(name, before == null ? item : before + ", " + item);
  }

  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }
}
