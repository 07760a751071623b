package io.gatehouse.guard.jwt;

import io.gatehouse.guard.credential.CredentialReader;
import io.gatehouse.guard.credential.CredentialVerdict;
import io.gatehouse.guard.credential.Presented;
import io.gatehouse.guard.possession.Possession;
import io.gatehouse.guard.problem.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Access tokens: bearer (RFC 6750 §2.1), or with a proof of their key (RFC 9449 §7.1). */
@ApplicationScoped
class JwtReader implements CredentialReader {

  private final Jwts jwts;
  private final Possession possession;

  JwtReader(Jwts jwts, Possession possession) {
    this.jwts = jwts;
    this.possession = possession;
  }

  @Override
  public Uni<CredentialVerdict> read(RoutingContext request) {
    Presented presented = Presented.in(request);
    String token = presented.token();
    if (token == null) {
      return CredentialVerdict.NOT_MINE;
    }
    if (presented.dpop()) {
      Possession.askForProof(request);
    }
    Fingerprint hash = Fingerprint.of(token);
    VerifiedToken known = jwts.remembered(hash);
    if (known != null) {
      return admit(request, presented, token, known);
    }
    return jwts.verify(token, hash)
        .chain(verdict ->
            switch (verdict) {
              case JwtVerdict.Verified(VerifiedToken good) ->
                  admit(request, presented, token, good);
              case JwtVerdict.Refused(ErrorCode code, String detail) ->
                  Uni.createFrom().item(new CredentialVerdict.Refused(code, detail));
              case JwtVerdict.KeyUnknown unknown -> Uni.createFrom().failure(Jwts.keysAway());
              case JwtVerdict.KeysAway away -> Uni.createFrom().failure(Jwts.keysAway());
            });
  }

  private Uni<CredentialVerdict> admit(
      RoutingContext request, Presented presented, String token, VerifiedToken verified) {
    return verified.binding() == null && !presented.dpop()
        ? verified.admit(request)
        : possession.judge(
            request, presented, token, verified.binding(), () -> verified.admit(request));
  }
}
