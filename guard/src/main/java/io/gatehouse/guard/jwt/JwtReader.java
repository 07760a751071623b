package io.gatehouse.guard.jwt;

import io.gatehouse.guard.address.Cidr;
import io.gatehouse.guard.credential.CredentialReader;
import io.gatehouse.guard.credential.CredentialVerdict;
import io.gatehouse.guard.credential.Presented;
import io.gatehouse.guard.problem.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Bearer tokens (RFC 6750 §2.1). */
@ApplicationScoped
class JwtReader implements CredentialReader {

  private final Jwts jwts;

  JwtReader(Jwts jwts) {
    this.jwts = jwts;
  }

  @Override
  public Uni<CredentialVerdict> read(RoutingContext request) {
    String token = Presented.in(request).token();
    if (token == null) {
      return CredentialVerdict.NOT_MINE;
    }
    return jwts.verify(token).chain(verdict -> admit(verdict, request));
  }

  /** The verdict on the request: a good token may still be bound to addresses. */
  static Uni<CredentialVerdict> admit(JwtVerdict verdict, RoutingContext request) {
    return switch (verdict) {
      case JwtVerdict.Verified(VerifiedToken token) ->
          allowedFrom(token.cidrs(), request)
              ? token.admitted()
              : refuse(ErrorCode.IP_NOT_ALLOWED, "This key may not be used from this address.");
      case JwtVerdict.Refused(ErrorCode code, String detail) -> refuse(code, detail);
      case JwtVerdict.KeyUnknown unknown ->
          refuse(ErrorCode.INVALID_TOKEN, "The token's key is not known here.");
      case JwtVerdict.KeysAway away ->
          Uni.createFrom().failure(ErrorCode.DEPENDENCY_UNAVAILABLE.because("Try again shortly."));
    };
  }

  private static boolean allowedFrom(List<Cidr> cidrs, RoutingContext request) {
    if (cidrs.isEmpty()) {
      return true;
    }
    String address = request.request().remoteAddress().hostAddress();
    if (address == null) {
      return false;
    }
    for (Cidr cidr : cidrs) {
      if (cidr.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static Uni<CredentialVerdict> refuse(ErrorCode code, String detail) {
    return Uni.createFrom().item(new CredentialVerdict.Refused(code, detail));
  }
}
