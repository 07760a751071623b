package io.gatehouse.e2e.people;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** A key that tokens can be bound to, and faultless proofs by it (RFC 9449 §4.2). */
public final class ProofKey {

  private final KeyPair pair;

  public ProofKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** For a request without an access token, as to the token endpoint. */
  public String proof(String method, String address) {
    return proofWith(method, address, "");
  }

  public String proof(String method, String address, String accessToken) {
    try {
      byte[] token = accessToken.getBytes(StandardCharsets.US_ASCII);
      String hash = encoded(MessageDigest.getInstance("SHA-256").digest(token));
      return proofWith(method, address, ",\"ath\":\"" + hash + "\"");
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private String proofWith(String method, String address, String more) {
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    String header =
        """
        {"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":"%s","y":"%s"}}\
        """
            .formatted(coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
    try {
      String claims =
          """
          {"jti":"%s","htm":"%s","htu":"%s","iat":%d%s}\
          """
              .formatted(UUID.randomUUID(), method, address, Instant.now().getEpochSecond(), more);
      String signed = encoded(header) + "." + encoded(claims);
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(pair.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = new byte[32];
    byte[] shortest = number.toByteArray();
    int length = Math.min(32, shortest.length);
    System.arraycopy(shortest, shortest.length - length, bytes, 32 - length, length);
    return encoded(bytes);
  }

  private static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
