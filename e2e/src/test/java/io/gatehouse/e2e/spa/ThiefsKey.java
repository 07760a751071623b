package io.gatehouse.e2e.spa;

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

/** A key that a token is not bound to, and faultless proofs by it (RFC 9449 §4.2). */
final class ThiefsKey {

  private final KeyPair pair;

  ThiefsKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  String proof(String method, String address, String accessToken) {
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    String header =
        """
        {"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":"%s","y":"%s"}}\
        """
            .formatted(coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
    try {
      String claims =
          """
          {"jti":"%s","htm":"%s","htu":"%s","iat":%d,"ath":"%s"}\
          """
              .formatted(
                  UUID.randomUUID(),
                  method,
                  address,
                  Instant.now().getEpochSecond(),
                  encoded(
                      MessageDigest.getInstance("SHA-256")
                          .digest(accessToken.getBytes(StandardCharsets.US_ASCII))));
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
