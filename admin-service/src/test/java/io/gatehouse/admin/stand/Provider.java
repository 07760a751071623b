package io.gatehouse.admin.stand;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gatehouse.testkit.TestIssuer;
import io.gatehouse.testkit.TestSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider that does what Keycloak does for the dashboard: code flow with PKCE and
 * nonce, refresh tokens that rotate and end the login when replayed, revocation. The person is
 * whoever the test names in the parameter {@code person}; {@code sid} names the login.
 */
final class Provider {

  private record Code(Map<String, String> asked, String person, String sid) {}

  private record Login(String person, String sid, String scope, long authTime) {}

  private final RsaJsonWebKey key = TestIssuer.newKey("realm-1");
  private final TestSigner signer;
  private final String base;
  private final Map<String, Code> codes = new ConcurrentHashMap<>();
  private final Map<String, Login> refreshTokens = new ConcurrentHashMap<>();
  private final Map<String, String> spent = new ConcurrentHashMap<>();
  private final AtomicInteger refreshes = new AtomicInteger();
  private volatile int lifetime = 300;
  private volatile int authAge;
  private volatile boolean up = true;
  private volatile boolean slow;
  private volatile boolean holdsLogouts;
  private volatile boolean saysWhen = true;
  private volatile boolean ended;
  private volatile boolean adminDown;

  Provider(String url) {
    base = "/realms/gatehouse/protocol/openid-connect";
    signer = new TestSigner(url + "/realms/gatehouse", key);
  }

  boolean adminUp() {
    return up && !adminDown;
  }

  void serve(HttpServer http) {
    http.createContext(base + "/auth", this::authorize);
    http.createContext(base + "/token", this::token);
    http.createContext(base + "/logout", this::logout);
    http.createContext(base + "/certs", this::keys);
    http.createContext("/control/provider", this::control);
  }

  private void control(HttpExchange exchange) throws IOException {
    Map<String, String> order = Answers.form(exchange.getRequestURI().getQuery());
    up = !"false".equals(order.get("up"));
    adminDown = order.containsKey("admin-down");
    slow = "true".equals(order.get("slow"));
    holdsLogouts = order.containsKey("hold-logouts");
    saysWhen = !order.containsKey("no-auth-time");
    lifetime = Integer.parseInt(order.getOrDefault("lifetime", "300"));
    authAge = Integer.parseInt(order.getOrDefault("auth-age", "0"));
    if (order.containsKey("end-logins")) {
      refreshTokens.clear();
    }
    Answers.send(exchange, 200, "text/plain", ended ? "-1" : Integer.toString(refreshes.get()));
    ended = false;
  }

  private void keys(HttpExchange exchange) throws IOException {
    answer(exchange, 200, new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = Answers.form(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    codes.put(
        code,
        new Code(
            asked,
            asked.getOrDefault("person", "ada"),
            asked.getOrDefault("sid", "sid-" + UUID.randomUUID())));
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
    Answers.send(exchange, 302, "text/plain", "");
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form = Answers.form(Answers.body(exchange));
    if (!up) {
      answer(exchange, 503, "");
      return;
    }
    if ("client_credentials".equals(form.get("grant_type"))) {
      // The service in its own name, for the admin API.
      answer(
          exchange, 200, "{\"access_token\":\"own\",\"token_type\":\"Bearer\",\"expires_in\":300}");
      return;
    }
    if (!isClient(exchange)) {
      answer(exchange, 401, "{\"error\":\"invalid_client\"}");
      return;
    }
    boolean refresh = "refresh_token".equals(form.get("grant_type"));
    Login login = refresh ? refreshed(form) : redeemed(form);
    if (login == null) {
      answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    String next = "refresh-" + UUID.randomUUID();
    refreshTokens.put(next, login);
    String nonce = refresh ? null : login.scope().split("\n", 2)[1];
    answer(
        exchange,
        200,
        "{\"access_token\":\"%s\",\"id_token\":\"%s\",\"refresh_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
            .formatted(access(login), id(login, nonce), next, lifetime));
  }

  private @Nullable Login redeemed(Map<String, String> form) {
    Code code = codes.remove(form.getOrDefault("code", ""));
    if (code == null
        || !code.asked().getOrDefault("redirect_uri", "").equals(form.get("redirect_uri"))
        || !challenge(form.getOrDefault("code_verifier", ""))
            .equals(code.asked().get("code_challenge"))) {
      return null;
    }
    return new Login(
        code.person(),
        code.sid(),
        code.asked().get("scope") + "\n" + code.asked().getOrDefault("nonce", ""),
        NumericDate.now().getValue() - authAge);
  }

  private @Nullable Login refreshed(Map<String, String> form) {
    refreshes.incrementAndGet();
    if (slow) {
      pause(400);
    }
    String token = form.getOrDefault("refresh_token", "");
    Login login = refreshTokens.remove(token);
    if (login == null) {
      // A replay ends the login that the token belonged to.
      String sid = spent.get(token);
      refreshTokens.values().removeIf(other -> other.sid().equals(sid));
      return null;
    }
    spent.put(token, login.sid());
    return login;
  }

  private void logout(HttpExchange exchange) throws IOException {
    ended =
        up
            && isClient(exchange)
            && refreshTokens.remove(
                    Answers.form(Answers.body(exchange)).getOrDefault("refresh_token", ""))
                != null;
    while (holdsLogouts) {
      pause(20);
    }
    answer(exchange, 200, "");
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String access(Login login) {
    JwtClaims claims = common(login, "auth-service");
    // The ID token keeps its five minutes: a login that takes a second is a login all the same.
    claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() + lifetime));
    claims.setStringClaim("typ", "Bearer");
    claims.setStringClaim("azp", "admin-dashboard");
    claims.setStringClaim("scope", "openid " + scopes(login));
    claims.setClaim("realm_access", Map.of("roles", List.of(role(login))));
    return signer.sign(claims, "at+jwt");
  }

  private String id(Login login, @Nullable String nonce) {
    JwtClaims claims = common(login, "admin-dashboard");
    claims.setStringClaim("typ", "ID");
    claims.setStringClaim("preferred_username", login.person());
    if (saysWhen) {
      claims.setClaim("auth_time", login.authTime());
    }
    claims.setStringClaim("acr", "1");
    if (nonce != null) {
      claims.setStringClaim("nonce", nonce);
    }
    return signer.sign(claims, "JWT");
  }

  private JwtClaims common(Login login, String audience) {
    JwtClaims claims = signer.claims(audience, login.person() + "-id");
    claims.setStringClaim("sid", login.sid());
    return claims;
  }

  private static String role(Login login) {
    return switch (login.person()) {
      case "ada" -> "admin";
      case "sam" -> "support";
      default -> "customer";
    };
  }

  private static String scopes(Login login) {
    return switch (login.person()) {
      case "ada" -> "keys:read keys:write revocations:write";
      case "sam" -> "keys:read";
      default -> "";
    };
  }

  private static boolean isClient(HttpExchange exchange) {
    String expected =
        Base64.getEncoder()
            .encodeToString(
                "admin-dashboard:a-secret-for-the-test".getBytes(StandardCharsets.UTF_8));
    return ("Basic " + expected).equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    Answers.send(exchange, up ? status : 503, "application/json", up ? body : "");
  }
}
