package io.gatehouse.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwt.JwtClaims;

/**
 * The exchange of {@code auth-service} as a domain service sees it (RFC 8693), for tests of the
 * caller's side. What becomes of a key is told by the first letters of its id:
 *
 * <ul>
 *   <li>{@code revoked}, {@code expired}, {@code disabled}, {@code unknown}: refused so, until
 *       {@link TestKeys#enable}
 *   <li>{@code broken}: the endpoint answers 500
 *   <li>{@code narrow}: good, but only from 203.0.113.0/24
 *   <li>{@code local}: good from this machine
 *   <li>{@code brief}: good for four seconds
 *   <li>{@code foreign}: the answer is the token of another key
 *   <li>{@code slow}: good, after half a second
 *   <li>{@code tardy}: disabled, after half a second
 *   <li>anything else: good, partner {@code partner-1}, {@code orders:read orders:write}
 * </ul>
 */
final class TestAuthService {

  private static final Pattern KEY = Pattern.compile("gk_(live|test)_([0-9A-Za-z]{16})");

  private final TestIssuer issuer;
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final Map<String, String> leaks = new ConcurrentHashMap<>();
  private final Set<String> tried = ConcurrentHashMap.newKeySet();
  private final Set<String> enabled = ConcurrentHashMap.newKeySet();
  private final Queue<String> usages = new ConcurrentLinkedQueue<>();
  private final AtomicInteger reports = new AtomicInteger();
  private volatile boolean away;

  TestAuthService(TestIssuer issuer) {
    this.issuer = issuer;
  }

  void serve(HttpServer server) {
    server.createContext("/oauth/token", this::token);
    // How often a key was shown here; and whether this service is to play dead.
    server.createContext(
        "/calls/",
        exchange -> {
          String id = exchange.getRequestURI().getPath().substring("/calls/".length());
          answer(exchange, 200, "" + calls.getOrDefault(id, new AtomicInteger()).get());
        });
    server.createContext(
        "/enable/",
        exchange -> {
          enabled.add(exchange.getRequestURI().getPath().substring("/enable/".length()));
          answer(exchange, 200, "");
        });
    server.createContext("/v1/leaks", this::leak);
    server.createContext(
        "/leaks/",
        exchange -> {
          String id = exchange.getRequestURI().getPath().substring("/leaks/".length());
          answer(exchange, 200, leaks.getOrDefault(id, ""));
        });
    server.createContext("/v1/usage", this::usage);
    server.createContext("/uses/", exchange -> answer(exchange, 200, String.join("\n", usages)));
    server.createContext("/reports", exchange -> answer(exchange, 200, "" + reports.get()));
    server.createContext(
        "/away/",
        exchange -> {
          away = exchange.getRequestURI().getPath().endsWith("true");
          answer(exchange, 200, "" + away);
        });
  }

  private void leak(HttpExchange exchange) throws IOException {
    String report = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    reports.incrementAndGet();
    Matcher key = KEY.matcher(report);
    if (away || !key.find()) {
      answer(exchange, 503, "{}");
      return;
    }
    leaks.merge(key.group(2), report, String::concat);
    answer(exchange, 200, "{}");
  }

  /** Takes only what carries the token that the realm gave; the first try of each is lost. */
  private void usage(HttpExchange exchange) throws IOException {
    String report = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    if (away || !"Bearer own".equals(bearer) || tried.add(report)) {
      answer(exchange, 503, "{}");
      return;
    }
    usages.add(report);
    answer(exchange, 204, "");
  }

  private void token(HttpExchange exchange) throws IOException {
    String form =
        URLDecoder.decode(
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            StandardCharsets.UTF_8);
    Matcher key = KEY.matcher(form);
    if (away || !key.find()) {
      answer(exchange, 503, "{}");
      return;
    }
    String id = key.group(2);
    calls.computeIfAbsent(id, i -> new AtomicInteger()).incrementAndGet();
    String audience = form.replaceAll(".*&audience=([^&]*).*", "$1");
    switch (enabled.contains(id) ? "" : id.replaceAll("[A-Z0-9].*", "")) {
      case "revoked" -> refuse(exchange, "key_revoked");
      case "expired" -> refuse(exchange, "key_expired");
      case "disabled" -> refuse(exchange, "key_disabled");
      case "unknown" -> refuse(exchange, "invalid_key");
      case "broken" -> answer(exchange, 500, "<html>no</html>");
      case "slow" -> {
        pause();
        grant(exchange, audience, id, key.group(1));
      }
      case "tardy" -> {
        pause();
        refuse(exchange, "key_disabled");
      }
      default -> grant(exchange, audience, id, key.group(1));
    }
  }

  private void grant(HttpExchange exchange, String audience, String id, String environment)
      throws IOException {
    String token =
        issuer
            .signer()
            .keyToken(
                audience,
                claims -> {
                  claims.setStringClaim("azp", id.startsWith("foreign") ? "another" : id);
                  claims.setStringClaim("env", environment);
                  restrict(claims, id);
                });
    answer(
        exchange,
        200,
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300}".formatted(token));
  }

  private static void restrict(JwtClaims claims, String id) {
    if (id.startsWith("narrow")) {
      claims.setStringListClaim("cidrs", "203.0.113.0/24");
    } else if (id.startsWith("local")) {
      claims.setStringListClaim("cidrs", "203.0.113.0/24", "127.0.0.0/8", "::1");
    } else if (id.startsWith("brief")) {
      claims.setExpirationTimeMinutesInTheFuture(4 / 60f);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refuse(HttpExchange exchange, String code) throws IOException {
    answer(exchange, 400, "{\"error\":\"invalid_grant\",\"code\":\"%s\"}".formatted(code));
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
