package io.gatehouse.testkit;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * Signs claims, good or bad, as an issuer would.
 *
 * @param issuer the {@code iss}
 * @param key with its private part and its id
 */
public record TestSigner(String issuer, PublicJsonWebKey key) {

  /**
   * A realm token that is good for {@code audience}: subject {@code alice}, client {@code
   * orders-spa}, five minutes; {@code change} may spoil or enrich it.
   */
  public String token(String audience, Consumer<JwtClaims> change) {
    JwtClaims claims = claims(audience, "alice");
    claims.setStringClaim("azp", "orders-spa");
    claims.setStringClaim("sid", "session-of-alice");
    claims.setStringClaim("typ", "Bearer");
    claims.setStringClaim("scope", "openid orders:read orders:write");
    claims.setClaim("realm_access", Map.of("roles", List.of("customer")));
    change.accept(claims);
    return sign(claims, "JWT");
  }

  /** A token of {@code auth-service} for a partner's key, as it is exchanged. */
  public String keyToken(String audience, Consumer<JwtClaims> change) {
    JwtClaims claims = claims(audience, "partner-1");
    claims.setStringClaim("azp", "0123456789abcdef");
    claims.setStringClaim("env", "test");
    claims.setStringClaim("key_name", "nightly import");
    claims.setStringClaim("scope", "orders:read orders:write");
    change.accept(claims);
    return sign(claims, "at+jwt");
  }

  /** Issuer, subject, audience, id and five minutes. */
  public JwtClaims claims(String audience, String subject) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setSubject(subject);
    claims.setAudience(audience);
    claims.setGeneratedJwtId();
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(5);
    return claims;
  }

  /** Signs any claims with RS256 under this {@code typ} header. */
  public String sign(JwtClaims claims, String type) {
    return sign(claims.toJson(), jws -> jws.setHeader("typ", type));
  }

  /** Signs any payload; {@code change} may set other headers, another key or another algorithm. */
  public String sign(String payload, Consumer<JsonWebSignature> change) {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setPayload(payload);
    jws.setKey(key.getPrivateKey());
    jws.setKeyIdHeaderValue(key.getKeyId());
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    change.accept(jws);
    if (AlgorithmIdentifiers.RSA_USING_SHA256.equals(jws.getAlgorithmHeaderValue())) {
      jws.setProviderContext(QuickRsa.CONTEXT);
    }
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
