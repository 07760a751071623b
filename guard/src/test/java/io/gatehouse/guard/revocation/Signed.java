package io.gatehouse.guard.revocation;

import io.gatehouse.testkit.TestIssuer;
import io.gatehouse.testkit.TestSigner;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwt.JwtClaims;

/** Records as auth-service signs them; the key is the test's. */
final class Signed {

  static final String ISSUER = "http://auth.test";
  static final RsaJsonWebKey KEY = TestIssuer.newKey("feed-1");
  static final FeedKeys KEYS = id -> id.equals(KEY.getKeyId()) ? KEY.getPublicKey() : null;

  private Signed() {}

  static FeedReader reader() {
    return new FeedReader(KEYS, ISSUER);
  }

  static String record(long epoch, Revocation r) {
    return sign(recordClaims(epoch, r), Feed.EVENT_TYPE, KEY);
  }

  static JwtClaims recordClaims(long epoch, Revocation r) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("epoch", epoch);
    event.put("sequence", r.sequence());
    event.put("target", r.target().word());
    event.put("id", r.id());
    if (r.client() != null) {
      event.put("client", r.client());
    }
    event.put("issuedBefore", r.issuedBefore());
    event.put("expiresAt", r.expiresAt());
    JwtClaims claims = claims();
    claims.setClaim("events", Map.of(Feed.REVOCATION, event));
    return claims;
  }

  static String heartbeat(long epoch, long sequence, Instant at) {
    JwtClaims claims = claims();
    claims.setClaim(
        "events",
        Map.of(
            Feed.HEARTBEAT, Map.of("epoch", epoch, "sequence", sequence, "at", at.toEpochMilli())));
    return sign(claims, Feed.EVENT_TYPE, KEY);
  }

  static String snapshotEnd(String nonce, LedgerClient.Answer answer, long count, byte[] digest) {
    JwtClaims claims = claims();
    claims.setStringClaim("nonce", nonce);
    claims.setClaim("epoch", answer.epoch());
    claims.setClaim("sequence", answer.sequence());
    claims.setClaim("after", answer.after());
    claims.setClaim("count", count);
    claims.setStringClaim("sha256", HexFormat.of().formatHex(digest));
    return sign(claims, Feed.SNAPSHOT_TYPE, KEY);
  }

  static JwtClaims claims() {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setAudience(Feed.AUDIENCE);
    claims.setIssuedAtToNow();
    return claims;
  }

  static String sign(JwtClaims claims, String type, RsaJsonWebKey key) {
    return new TestSigner(ISSUER, key).sign(claims, type);
  }
}
