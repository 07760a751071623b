package io.gatehouse.guard.jwt;

import io.gatehouse.guard.credential.CredentialReader;
import io.gatehouse.guard.credential.CredentialVerdict;
import io.gatehouse.guard.credential.Presented;
import io.gatehouse.guard.problem.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

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
    Fingerprint hash = Fingerprint.of(token);
    VerifiedToken known = jwts.remembered(hash);
    if (known != null) {
      return known.admit(request);
    }
    return jwts.verify(token, hash)
        .chain(verdict ->
            switch (verdict) {
              case JwtVerdict.Verified(VerifiedToken good) -> good.admit(request);
              case JwtVerdict.Refused(ErrorCode code, String detail) ->
                  Uni.createFrom().item(new CredentialVerdict.Refused(code, detail));
              case JwtVerdict.KeyUnknown unknown -> Uni.createFrom().failure(Jwts.keysAway());
              case JwtVerdict.KeysAway away -> Uni.createFrom().failure(Jwts.keysAway());
            });
  }
}
