package io.gatehouse.e2e.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.e2e.people.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Records of the feed as somebody would make them who can write to Redis and has no key of ours.
 */
final class Forgery {

  static final String REVOCATION = "urn:gatehouse:event:revocation";
  static final String HEARTBEAT = "urn:gatehouse:event:heartbeat";
  private static final long FOR_GOOD = 0xFFFF_FFFFL;
  private static final RsaJsonWebKey OWN = key();

  private Forgery() {}

  /** The next record, and it turns somebody away. */
  static String revocation(String like, long epoch, long sequence, String tokenId) {
    return claims(
        like,
        Map.of(
            REVOCATION,
            Map.of(
                "epoch", epoch,
                "sequence", sequence,
                "target", "token",
                "id", tokenId,
                "issuedBefore", FOR_GOOD,
                "expiresAt", Instant.now().plusSeconds(3600).getEpochSecond())));
  }

  /** Says that all is known, of a later epoch. */
  static String heartbeat(String like, long epoch, long sequence) {
    return claims(
        like,
        Map.of(
            HEARTBEAT,
            Map.of("epoch", epoch, "sequence", sequence, "at", System.currentTimeMillis())));
  }

  private static String claims(String like, Map<String, ?> events) {
    try {
      return new ObjectMapper()
          .writeValueAsString(
              Map.of(
                  "iss", Tokens.claims(like).getString("iss"),
                  "aud", List.of("urn:gatehouse:verifiers"),
                  "iat", Instant.now().getEpochSecond(),
                  "jti", "forged",
                  "events", events));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Under a key of the forger's that says it is ours. */
  static String signed(String like, String claims) {
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setHeader("typ", "secevent+jwt");
      jws.setAlgorithmHeaderValue("RS256");
      jws.setKeyIdHeaderValue(Tokens.header(like).getString("kid"));
      jws.setKey(OWN.getPrivateKey());
      jws.setPayload(claims);
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  static String unsigned(String claims) {
    return base64("{\"alg\":\"none\",\"typ\":\"secevent+jwt\"}") + "." + base64(claims) + ".";
  }

  /** Other claims under a signature that is real. */
  static String changed(String like, String claims) {
    String[] parts = like.split("\\.");
    return parts[0] + "." + base64(claims) + "." + parts[2];
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RsaJsonWebKey key() {
    try {
      return RsaJwkGenerator.generateJwk(2048);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
