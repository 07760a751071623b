package io.gatehouse.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;

/** Logout tokens as the realm makes them (OpenID Connect Back-Channel Logout 1.0), good and bad. */
public final class TestLogoutTokens {

  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
  private static final String TYPE = "logout+jwt";

  private TestLogoutTokens() {}

  /** As Keycloak sends it when this login ends. */
  public static String good(String client, String session) {
    return good(client, session, claims -> {});
  }

  /** The same, spoilt or changed. */
  public static String good(String client, String session, Consumer<JwtClaims> change) {
    return TestTokens.realm().sign(claims(client, session, change), TYPE);
  }

  /** Every way in which one is bad, by name; each says that this login has ended. */
  public static Map<String, String> bad(String client, String session) {
    Map<String, String> bad = new LinkedHashMap<>();
    JwtClaims good = claims(client, session, claims -> {});
    bad.put("no token", "logout");
    bad.put("access token", TestTokens.realm().sign(good, "at+jwt"));
    bad.put("signed by the other issuer", TestTokens.keys().sign(good, TYPE));
    bad.put(
        "signed with a key that is not the realm's",
        TestTokens.realm()
            .sign(
                good.toJson(),
                jws -> {
                  jws.setHeader("typ", TYPE);
                  jws.setKey(TestIssuer.newKey("k1").getPrivateKey());
                }));
    bad.put(
        "signed with the public key as a secret",
        TestTokens.realm()
            .sign(
                good.toJson(),
                jws -> {
                  jws.setHeader("typ", TYPE);
                  jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
                  jws.setKey(new HmacKey(TestTokens.realm().key().getPublicKey().getEncoded()));
                }));
    bad.put("not signed", unsigned(good));
    spoilt(bad, client, session, "another iss", c -> c.setIssuer("https://elsewhere"));
    spoilt(bad, client, session, "no iss", c -> c.unsetClaim("iss"));
    spoilt(bad, client, session, "another client's", c -> c.setAudience("another-app"));
    spoilt(bad, client, session, "no aud", c -> c.unsetClaim("aud"));
    spoilt(bad, client, session, "old", c -> c.setIssuedAt(minutesFromNow(-6)));
    spoilt(bad, client, session, "from the future", c -> c.setIssuedAt(minutesFromNow(6)));
    spoilt(bad, client, session, "no iat", c -> c.unsetClaim("iat"));
    spoilt(bad, client, session, "expired", c -> c.setExpirationTime(minutesFromNow(-1)));
    spoilt(bad, client, session, "no exp", c -> c.unsetClaim("exp"));
    spoilt(bad, client, session, "no jti", c -> c.unsetClaim("jti"));
    spoilt(bad, client, session, "a nonce", c -> c.setClaim("nonce", "n"));
    spoilt(bad, client, session, "no events", c -> c.unsetClaim("events"));
    spoilt(bad, client, session, "another event", c -> c.setClaim("events", Map.of("x", Map.of())));
    spoilt(bad, client, session, "an event that is no object", c -> c.setClaim("events", EVENT));
    spoilt(
        bad,
        client,
        session,
        "an event whose value is no object",
        c -> c.setClaim("events", Map.of(EVENT, "yes")));
    spoilt(bad, client, session, "a sid that is no text", c -> c.setClaim("sid", List.of(session)));
    spoilt(bad, client, session, "a sid that is too long", c -> c.setClaim("sid", "s".repeat(256)));
    spoilt(
        bad,
        client,
        session,
        "neither sid nor sub",
        c -> {
          c.unsetClaim("sid");
          c.unsetClaim("sub");
        });
    return bad;
  }

  private static void spoilt(
      Map<String, String> bad,
      String client,
      String session,
      String name,
      Consumer<JwtClaims> change) {
    bad.put(name, good(client, session, change));
  }

  private static JwtClaims claims(String client, String session, Consumer<JwtClaims> change) {
    JwtClaims claims = TestTokens.realm().claims(client, "person-of-" + session);
    claims.setExpirationTimeMinutesInTheFuture(2);
    claims.setClaim("sid", session);
    claims.setClaim("events", Map.of(EVENT, Map.of()));
    change.accept(claims);
    return claims;
  }

  private static NumericDate minutesFromNow(int minutes) {
    NumericDate date = NumericDate.now();
    date.addSeconds(minutes * 60L);
    return date;
  }

  /** RFC 7515 §8: {@code alg} none. */
  private static String unsigned(JwtClaims claims) {
    String header = "{\"alg\":\"none\",\"typ\":\"" + TYPE + "\",\"kid\":\"k1\"}";
    return encoded(header) + "." + encoded(claims.toJson()) + ".AA";
  }

  private static String encoded(String text) {
    return java.util.Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
