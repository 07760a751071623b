package io.gatehouse.e2e.attack;

import io.gatehouse.e2e.people.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.keys.HmacKey;

/** What can be made of a good token by somebody who is not its issuer, or not its addressee. */
final class Forgeries {

  /** One bad credential, and the word with which it is refused. */
  record Forgery(String name, String token, String code) {}

  private final String good;
  private final PlantedKey planted;
  private final RsaJsonWebKey foreign = PlantedKey.newKey();
  private final List<Forgery> all = new ArrayList<>();

  /**
   * @param good a real access token that the service takes
   * @param planted a key with which the realm might have signed it
   * @param lure an address that nobody should fetch a key from
   * @param realmKey the real realm's public key
   */
  static List<Forgery> of(String good, PlantedKey planted, String lure, byte[] realmKey) {
    Forgeries forgeries = new Forgeries(good, planted);
    forgeries.signatures(realmKey);
    forgeries.headers(lure);
    forgeries.claims();
    forgeries.form();
    return forgeries.all;
  }

  private Forgeries(String good, PlantedKey planted) {
    this.good = good;
    this.planted = planted;
  }

  private void signatures(byte[] realmKey) {
    String payload = good.split("\\.")[1];
    for (String alg : List.of("none", "None", "")) {
      String header =
          base64("{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(alg, keyId()));
      add("alg \"" + alg + "\"", header + "." + payload + ".");
      add("alg \"" + alg + "\", with a signature", header + "." + payload + "." + signature());
    }
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(realmKey)
            + "\n-----END PUBLIC KEY-----\n";
    for (byte[] secret : List.of(realmKey, pem.getBytes(StandardCharsets.US_ASCII))) {
      add(
          "HS256 with the public key, " + secret.length + " bytes of it",
          planted.sign(
              json(Map.of()),
              jws -> {
                jws.setAlgorithmHeaderValue("HS256");
                jws.setKeyIdHeaderValue(keyId());
                jws.setKey(new HmacKey(secret));
              }));
    }
    // The key could do it, and is published for another; the first two are on nobody's list, too.
    for (String alg : List.of("RS384", "RS512", "PS256")) {
      add(
          alg + " with the realm's own key",
          planted.sign(json(Map.of()), jws -> jws.setAlgorithmHeaderValue(alg)));
    }
    add(
        "a foreign key under the realm's key id",
        planted.sign(
            json(Map.of()),
            jws -> {
              jws.setKeyIdHeaderValue(keyId());
              jws.setKey(foreign.getRsaPrivateKey());
            }));
    add(
        "other claims under a real signature",
        good.split("\\.")[0]
            + "."
            + base64(json(Map.of("sub", "somebody-else")))
            + "."
            + signature());
  }

  private void headers(String lure) {
    for (String keyId : List.of(keyId(), "nobody's")) {
      for (String pointer : List.of("jku", "x5u")) {
        add(
            pointer + " and key id " + keyId,
            planted.sign(
                json(Map.of()),
                jws -> {
                  jws.setKey(foreign.getRsaPrivateKey());
                  jws.setKeyIdHeaderValue(keyId);
                  jws.setHeader(pointer, lure);
                }));
      }
      add(
          "jwk and key id " + keyId,
          planted.sign(
              json(Map.of()),
              jws -> {
                jws.setKey(foreign.getRsaPrivateKey());
                jws.setKeyIdHeaderValue(keyId);
                jws.getHeaders().setJwkHeaderValue("jwk", foreign);
              }));
    }
    add(
        "crit",
        planted.sign(
            json(Map.of()),
            jws -> {
              jws.setHeader("crit", List.of("exp"));
              jws.setHeader("exp", 1);
            }));
    for (String typ : List.of("logout+jwt", "secevent+jwt", "dpop+jwt")) {
      add("typ " + typ, planted.sign(json(Map.of()), jws -> jws.setHeader("typ", typ)));
    }
  }

  private void claims() {
    long now = Instant.now().getEpochSecond();
    add("expired", planted.sign(json(Map.of("iat", now - 900, "exp", now - 600))), "token_expired");
    add("not valid yet", planted.sign(json(Map.of("nbf", now + 120))));
    add("issued in the future", planted.sign(json(Map.of("iat", now + 120))));
    add("without an end", planted.sign(json(without("exp"))));
    add("for another client's audience", planted.sign(json(Map.of("aud", "account"))));
    add("for nobody", planted.sign(json(without("aud"))));
    for (String typ : List.of("ID", "Refresh", "Offline", "Logout")) {
      add("a token of type " + typ, planted.sign(json(Map.of("typ", typ))));
    }
    // auth-service's private key is out of our reach: with it, CredentialSuite has the reverse.
    add(
        "the realm's key with auth-service's iss",
        planted.sign(json(Map.of("iss", io.gatehouse.e2e.stack.Deployment.AUTH))));
    add("of another issuer", planted.sign(json(Map.of("iss", "https://evil.example"))));
    add("sub twice", planted.sign("{\"sub\":\"somebody-else\"," + json(Map.of()).substring(1)));
    add("longer than a token may be", planted.sign(json(Map.of("filler", "x".repeat(15_000)))));
  }

  private void form() {
    add("padded", good + "=");
    add("padded by a character that is decoded to nothing", good + "A");
    add("longer by three bytes", good + "AAAA");
    add("without its end", good.substring(0, good.length() - 8));
    String[] parts = good.split("\\.");
    add("padded in its header", parts[0] + "=." + parts[1] + "." + parts[2]);
    add("in five parts", good + ".a.b");
    add("no token", "x");
  }

  private void add(String name, String token) {
    add(name, token, "invalid_token");
  }

  private void add(String name, String token, String code) {
    all.add(new Forgery(name, token, code));
  }

  private Map<String, Object> without(String claim) {
    Map<String, Object> none = new LinkedHashMap<>();
    none.put(claim, null);
    return none;
  }

  /** The good claims with these instead; null takes one away. */
  private String json(Map<String, ?> changes) {
    Map<String, Object> claims = new LinkedHashMap<>(Tokens.claims(good).getMap(""));
    changes.forEach((name, value) -> {
      if (value == null) {
        claims.remove(name);
      } else {
        claims.put(name, value);
      }
    });
    return JsonUtil.toJson(claims);
  }

  private String keyId() {
    return Tokens.header(good).getString("kid");
  }

  private String signature() {
    return good.split("\\.")[2];
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
