package io.gatehouse.guard.credential;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.revocation.Revocations;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an answer about revocation means for a request. */
@Singleton
class RevocationGate {

  /** RFC 9110 §9.2.1: these change nothing. */
  private static final Set<HttpMethod> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Revocations revocations;
  private final RouteStaleness routes;

  RevocationGate(Revocations revocations, RouteStaleness routes) {
    this.revocations = revocations;
    this.routes = routes;
  }

  /**
   * Why this caller may not enter now, or null. Where an endpoint has a bound of its own, {@link
   * StalenessFilter} holds it against the age of the copy.
   */
  @Nullable ErrorCode refusal(Caller caller, HttpMethod method, String path) {
    return switch (revocations.check(caller)) {
      case VALID -> null;
      case REVOKED -> revoked(caller.origin());
      case STALE -> stale(method, path);
      case STALE_FOR_CHANGES -> READS.contains(method) ? null : stale(method, path);
    };
  }

  private @Nullable ErrorCode stale(HttpMethod method, String path) {
    return routes.decides(method, path) ? null : ErrorCode.REVOCATION_STATE_STALE;
  }

  /** Told in the words of the credential that was sent; its secret has been proved by now. */
  private static ErrorCode revoked(Origin origin) {
    return switch (origin) {
      case Origin.PartnerKey key -> ErrorCode.KEY_REVOKED;
      case Origin.BrowserSession session -> ErrorCode.SESSION_ENDED;
      case Origin.UserToken token -> ErrorCode.TOKEN_REVOKED;
      case Origin.DelegatedToken token -> ErrorCode.TOKEN_REVOKED;
      case Origin.ServiceToken token -> ErrorCode.TOKEN_REVOKED;
    };
  }
}
