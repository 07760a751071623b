package io.gatehouse.guard.jwt;

import io.gatehouse.guard.address.Cidr;
import io.gatehouse.guard.credential.CredentialVerdict;
import io.gatehouse.guard.jwt.TrustedIssuer.Reading;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a token is a good access token of a trusted issuer for this audience (RFC 7519 §7.2,
 * RFC 8725). Which key verifies it is decided by its issuer and key id alone: {@code jku}, {@code
 * x5u}, {@code jwk} and {@code x5c} are an attacker's suggestions and are never read.
 */
final class JwtVerifier {

  /** Three parts of base64url and nothing else: decoders skip what they do not know. */
  private static final Pattern COMPACT =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  private final Map<String, TrustedIssuer> issuers;
  private final String audience;
  private final int maxLength;
  private final TokenPolicy policy;
  private final InstantSource clock;

  JwtVerifier(
      Map<String, TrustedIssuer> issuers,
      String audience,
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
    if (token.length() > maxLength || !COMPACT.matcher(token).matches()) {
      return JwtVerdict.invalid("This is not a token that is known here.");
    }
    try {
      return verifyParts(token);
    } catch (JoseException | InvalidJwtException | MalformedClaimException e) {
      // The reason may quote the token: it is not passed on.
      return JwtVerdict.invalid("The token cannot be read.");
    }
  }

  private JwtVerdict verifyParts(String token)
      throws JoseException, InvalidJwtException, MalformedClaimException {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setCompactSerialization(token);
    // Unverified so far; used only to find the key that must have signed it.
    JwtClaims claims = JwtClaims.parse(jws.getUnverifiedPayload());
    TrustedIssuer issuer = issuers.get(claims.hasClaim("iss") ? claims.getIssuer() : "");
    String keyId = jws.getKeyIdHeaderValue();
    if (issuer == null || keyId == null) {
      return JwtVerdict.invalid("The token is from an issuer that is not believed here.");
    }
    // No extension is understood here, so none may be critical (RFC 7515 §4.1.11).
    if (jws.getHeaders().getObjectHeaderValue("crit") != null) {
      return JwtVerdict.invalid("The token asks for an extension that is not known here.");
    }
    if (!issuer.types().contains(type(jws.getHeader("typ")))) {
      return JwtVerdict.invalid("This is not an access token.");
    }
    KeySet keys = issuer.keys().current();
    KeySet.Entry key = keys == null ? null : keys.get(keyId);
    if (key == null) {
      return unknownKey(issuer, keys == null);
    }
    if (key.algorithm() != null && !key.algorithm().equals(jws.getAlgorithmHeaderValue())) {
      return JwtVerdict.invalid("The token's signature is not valid.");
    }
    jws.setAlgorithmConstraints(issuer.algorithms());
    jws.setKey(key.key());
    if (!jws.verifySignature()) {
      return JwtVerdict.invalid("The token's signature is not valid.");
    }
    return judge(issuer, keyId, key, claims);
  }

  private JwtVerdict judge(TrustedIssuer issuer, String keyId, KeySet.Entry key, JwtClaims claims)
      throws MalformedClaimException {
    JwtVerdict.Refused untimely = policy.judge(claims, clock.instant());
    if (untimely != null) {
      return untimely;
    }
    if (!claims.hasAudience() || !claims.getAudience().contains(audience)) {
      return JwtVerdict.invalid("The token is meant for another service.");
    }
    return switch (issuer.dialect().read(claims)) {
      case Reading.Unfit(var code, var detail) -> new JwtVerdict.Refused(code, detail);
      case Reading.Known(var caller, var cidrs) ->
          new JwtVerdict.Verified(
              new VerifiedToken(
                  caller,
                  Uni.createFrom().item(new CredentialVerdict.Admitted(caller)),
                  cidrs(cidrs),
                  policy.notAfter(claims.getExpirationTime()),
                  issuer.issuer(),
                  keyId,
                  key.key()));
    };
  }

  private static JwtVerdict unknownKey(TrustedIssuer issuer, boolean noneYet) {
    Uni<KeySet> fetch = issuer.keys().refreshForUnknownKey();
    if (fetch != null) {
      return new JwtVerdict.KeyUnknown(fetch);
    }
    return noneYet
        ? new JwtVerdict.KeysAway(issuer.name())
        : JwtVerdict.invalid("The token is signed with a key that is not known here.");
  }

  private static List<Cidr> cidrs(List<String> texts) throws MalformedClaimException {
    try {
      return texts.stream().map(Cidr::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new MalformedClaimException("cidrs");
    }
  }

  /** RFC 7515 §4.1.9: without case, and {@code application/} may be left out. */
  private static String type(@Nullable String header) {
    String type = header == null ? "" : header.toLowerCase(Locale.ROOT);
    return type.startsWith("application/") ? type.substring(12) : type;
  }
}
