package io.gatehouse.guard.jwt;

import io.gatehouse.guard.credential.CredentialReader;
import io.gatehouse.guard.credential.CredentialVerdict;
import io.gatehouse.guard.credential.Presented;
import io.gatehouse.guard.credential.Reading;
import io.gatehouse.guard.possession.Possession;
import io.gatehouse.guard.problem.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Access tokens: bearer (RFC 6750 §2.1), or with a proof of their key (RFC 9449 §7.1). */
@Singleton
class JwtReader implements CredentialReader {

  private final Jwts jwts;
  private final Possession possession;

  JwtReader(Jwts jwts, Possession possession) {
    this.jwts = jwts;
    this.possession = possession;
  }

  @Override
  public Reading read(RoutingContext request) {
    Presented presented = Presented.in(request);
    String token = presented.token();
    if (token == null) {
      return CredentialVerdict.ABSENT;
    }
    if (presented.dpop()) {
      Possession.askForProof(request);
    }
    Fingerprint hash = Fingerprint.of(token);
    VerifiedToken known = jwts.remembered(hash);
    if (known != null) {
      return admit(request, presented, token, known);
    }
    return new Reading.Later(
        jwts.verify(token, hash).chain(verdict -> judged(request, presented, token, verdict)));
  }

  private Uni<CredentialVerdict> judged(
      RoutingContext request, Presented presented, String token, JwtVerdict verdict) {
    return switch (verdict) {
      case JwtVerdict.Verified(VerifiedToken good) ->
          switch (admit(request, presented, token, good)) {
            case CredentialVerdict known -> Uni.createFrom().item(known);
            case Reading.Later(var outcome) -> outcome;
          };
      case JwtVerdict.Refused(ErrorCode code, String detail) ->
          Uni.createFrom().item(new CredentialVerdict.Refused(code, detail));
      case JwtVerdict.KeyUnknown unknown -> Uni.createFrom().failure(Jwts.keysAway());
      case JwtVerdict.KeysAway away -> Uni.createFrom().failure(Jwts.keysAway());
    };
  }

  private Reading admit(
      RoutingContext request, Presented presented, String token, VerifiedToken verified) {
    return verified.binding() == null && !presented.dpop()
        ? verified.admit(request)
        : possession.judge(
            request, presented, token, verified.binding(), () -> verified.admit(request));
  }
}
