package io.gatehouse.e2e.bench;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.Exchange;
import io.gatehouse.e2e.attack.PlantedKey;
import io.gatehouse.e2e.people.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jose4j.json.JsonUtil;

/** What can be revoked, each with a credential that dies of it. */
enum Kind {
  TOKEN,
  SESSION,
  USER,
  CLIENT,
  KEY,
  PARTNER,
  /** Everybody, ada too, whose next token must be of a later second. */
  REALM;

  /**
   * @param credential of who is in
   * @param path and body of the request that ends it
   */
  record Victim(String credential, String path, Map<String, String> body) {}

  /** Somebody who is in until the request is made. */
  Victim victim(Workshop shop) {
    String id = UUID.randomUUID().toString();
    return switch (this) {
      case TOKEN -> {
        String token = Exchange.forOrdersService(shop.key);
        yield revocation(token, Tokens.claims(token).getString("jti"));
      }
      case SESSION -> revocation(shop.person(Map.of("sid", id)), id);
      case USER -> revocation(shop.person(Map.of("sub", id)), id);
      case CLIENT -> revocation(shop.person(Map.of("azp", id)), id);
      case REALM -> revocation(shop.person(Map.of()), "gatehouse");
      case KEY -> {
        AuthApi.Key key = shop.ada().createKey(shop.partner, "orders:read");
        yield new Victim(
            key.secret(), "/v1/keys/" + key.id() + "/revoke", Map.of("reason", "bench"));
      }
      case PARTNER -> {
        String partner = shop.ada().createPartner(List.of("orders:read"));
        yield revocation(shop.ada().createKey(partner, "orders:read").secret(), partner);
      }
    };
  }

  private Victim revocation(String credential, String id) {
    return new Victim(
        credential,
        "/v1/revocations",
        Map.of("target", name().toLowerCase(Locale.ROOT), "id", id, "reason", "bench"));
  }

  /** Makes who is in: real tokens of keys, and people's tokens under a key that the realm has. */
  static final class Workshop {

    private static final Duration RENEWED = Duration.ofSeconds(2);

    private final Map<String, Object> alice;
    private final Map<String, Object> ada;
    private final PlantedKey planted;
    private final String partner;
    private final String key;
    private String regular = "";
    private long regularSince = System.nanoTime() - RENEWED.toNanos();

    Workshop(String alice, String ada, PlantedKey planted) {
      this.alice = Tokens.claims(alice).getMap("");
      this.ada = Tokens.claims(ada).getMap("");
      this.planted = planted;
      this.partner = ada().createPartner(List.of("orders:read"));
      this.key = ada().createKey(partner, "orders:read").secret();
    }

    /** Like alice, but for this. */
    String person(Map<String, String> other) {
      return signed(alice, other);
    }

    AuthApi ada() {
      return new AuthApi(adasToken());
    }

    String adasToken() {
      return signed(ada, Map.of());
    }

    /** Of somebody whom nobody means; a new one every two seconds, as all may be turned away. */
    synchronized String regular() {
      if (System.nanoTime() - regularSince > RENEWED.toNanos()) {
        regular = person(Map.of());
        regularSince = System.nanoTime();
      }
      return regular;
    }

    private String signed(Map<String, Object> like, Map<String, String> other) {
      Map<String, Object> claims = new LinkedHashMap<>(like);
      claims.putAll(other);
      long now = Instant.now().getEpochSecond();
      claims.put("jti", UUID.randomUUID().toString());
      claims.put("iat", now);
      claims.put("exp", now + 300);
      return planted.sign(JsonUtil.toJson(claims));
    }
  }
}
