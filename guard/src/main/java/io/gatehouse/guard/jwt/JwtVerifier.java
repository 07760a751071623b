package io.gatehouse.guard.jwt;

import io.gatehouse.guard.address.Cidr;
import io.gatehouse.guard.jwt.TrustedIssuer.Reading;
import io.gatehouse.guard.possession.Binding;
import io.gatehouse.guard.signature.SignatureProvider;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a token is a good access token of a trusted issuer for this audience (RFC 7519 §7.2,
 * RFC 8725). Which key verifies it is decided by its issuer and key id alone.
 */
final class JwtVerifier {

  private static final JwtVerdict.Refused NO_TOKEN =
      JwtVerdict.invalid("This is not a token that is known here.");
  private static final JwtVerdict.Refused UNREADABLE =
      JwtVerdict.invalid("The token cannot be read.");
  private static final JwtVerdict.Refused STRANGER =
      JwtVerdict.invalid("The token is from an issuer that is not believed here.");
  private static final JwtVerdict.Refused OTHER_TYPE =
      JwtVerdict.invalid("This is not an access token.");
  private static final JwtVerdict.Refused UNKNOWN_KEY =
      JwtVerdict.invalid("The token is signed with a key that is not known here.");
  private static final JwtVerdict.Refused BAD_SIGNATURE =
      JwtVerdict.invalid("The token's signature is not valid.");
  private static final JwtVerdict.Refused OTHER_AUDIENCE =
      JwtVerdict.invalid("The token is meant for another service.");

  private final Map<String, TrustedIssuer> issuers;
  private final @Nullable String audience;
  private final int maxLength;
  private final TokenPolicy policy;
  private final InstantSource clock;

  /**
   * @param audience the service that a token must be meant for; null for any
   */
  JwtVerifier(
      Map<String, TrustedIssuer> issuers,
      @Nullable String audience,
      int maxLength,
      TokenPolicy policy,
      InstantSource clock) {
    this.issuers = Map.copyOf(issuers);
    this.audience = audience;
    this.maxLength = maxLength;
    this.policy = policy;
    this.clock = clock;
  }

  JwtVerdict verify(String token) {
    CompactJws jws = token.length() > maxLength ? null : CompactJws.parse(token);
    if (jws == null) {
      return NO_TOKEN;
    }
    try {
      return verify(jws);
    } catch (InvalidJwtException | MalformedClaimException e) {
      // The reason may quote the token: it is not passed on.
      return UNREADABLE;
    }
  }

  private JwtVerdict verify(CompactJws jws) throws InvalidJwtException, MalformedClaimException {
    // Unverified so far; used only to find the key that must have signed it.
    JwtClaims claims = JwtClaims.parse(jws.unverifiedPayload());
    TrustedIssuer issuer = issuers.get(claims.hasClaim("iss") ? claims.getIssuer() : "");
    String keyId = jws.keyId();
    if (issuer == null || keyId == null) {
      return STRANGER;
    }
    if (!issuer.types().contains(jws.type())) {
      return OTHER_TYPE;
    }
    KeySet keys = issuer.keys().current();
    KeySet.Entry key = keys == null ? null : keys.get(keyId);
    if (key == null) {
      JwtVerdict otherwise = keys == null ? new JwtVerdict.KeysAway(issuer.name()) : UNKNOWN_KEY;
      Uni<KeySet> fetch = issuer.keys().refreshForUnknownKey();
      return fetch == null ? otherwise : new JwtVerdict.KeyUnknown(fetch, otherwise);
    }
    if (!jws.isSignedBy(key, issuer.algorithms(), SignatureProvider.best())) {
      return BAD_SIGNATURE;
    }
    return judge(issuer, keyId, key, claims);
  }

  private JwtVerdict judge(TrustedIssuer issuer, String keyId, KeySet.Entry key, JwtClaims claims)
      throws MalformedClaimException {
    JwtVerdict.Refused untimely = policy.judge(claims, clock.instant());
    if (untimely != null) {
      return untimely;
    }
    if (audience != null && (!claims.hasAudience() || !claims.getAudience().contains(audience))) {
      return OTHER_AUDIENCE;
    }
    return switch (issuer.dialect().read(claims)) {
      case Reading.Unfit(var code, var detail) -> new JwtVerdict.Refused(code, detail);
      case Reading.Known(var caller, var cidrs, var quotas) ->
          new JwtVerdict.Verified(
              new VerifiedToken(
                  caller,
                  cidrs(cidrs),
                  quotas,
                  policy.endsAt(claims.getExpirationTime()),
                  issuer.issuer(),
                  keyId,
                  key.key(),
                  Binding.of(claims.getClaimValue("cnf"))));
    };
  }

  private static List<Cidr> cidrs(List<String> texts) throws MalformedClaimException {
    try {
      return texts.stream().map(Cidr::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new MalformedClaimException("cidrs");
    }
  }
}
