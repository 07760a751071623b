package io.gatehouse.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A client with a key of its own: tokens bound to it, and its DPoP proofs (RFC 9449 §4). */
public final class TestProof {

  private final PublicJsonWebKey key;

  public TestProof() {
    try {
      key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  public PublicJsonWebKey key() {
    return key;
  }

  public String thumbprint() {
    return key.calculateBase64urlEncodedThumbprint("SHA-256");
  }

  /** alice's token, bound to this key, as Keycloak makes them: {@code typ} is not Bearer. */
  public String token() {
    return TestTokens.user(
        "alice",
        "orders:read orders:write",
        List.of("customer"),
        claims -> {
          claims.setStringClaim("typ", "DPoP");
          claims.setClaim("cnf", Map.of("jkt", thumbprint(), "kc-jkt-type", "DPoP"));
        });
  }

  /** A good proof. */
  public String proof(String method, String address, String token) {
    return proof(method, address, token, claims -> {}, jws -> {});
  }

  /** The same, spoilt. */
  public String proof(
      String method,
      String address,
      String token,
      Consumer<JwtClaims> claims,
      Consumer<JsonWebSignature> headers) {
    JwtClaims said = new JwtClaims();
    said.setGeneratedJwtId();
    said.setIssuedAtToNow();
    said.setStringClaim("htm", method);
    said.setStringClaim("htu", address);
    said.setStringClaim("ath", sha256(token));
    claims.accept(said);
    JsonWebSignature jws = new JsonWebSignature();
    jws.setPayload(said.toJson());
    jws.setKey(key.getPrivateKey());
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    jws.setHeader("typ", "dpop+jwt");
    jws.getHeaders().setObjectHeaderValue("jwk", key.toParams(OutputControlLevel.PUBLIC_ONLY));
    jws.setDoKeyValidation(false);
    headers.accept(jws);
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(String token) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(token.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
