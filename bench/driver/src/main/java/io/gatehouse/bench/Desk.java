package io.gatehouse.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gatehouse.guard.revocation.Feed;
import io.gatehouse.testkit.TestIssuer;
import io.gatehouse.testkit.TestSigner;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwt.JwtClaims;

/**
 * What a guarded service asks others for, answered by the bench itself: the token endpoint of the
 * realm, the exchange, reports of use, and two signed ledgers, {@code empty} and {@code full}. All
 * of it at start, once a second or less; none of it on the path of a warm request.
 */
final class Desk implements AutoCloseable {

  private static final Pattern KEY_ID = Pattern.compile("gk_(?:live|test)_([0-9A-Za-z]{16})");
  private static final Pattern QUESTION =
      Pattern.compile("epoch=(-?\\d+)&after=(-?\\d+)&clients=true&nonce=([0-9a-f]+)");
  private static final float AN_HOUR = 60;

  private final TestSigner signer;
  private final HttpServer server;

  Desk(TestIssuer keys) throws IOException {
    signer = keys.signer();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/realm/",
        exchange ->
            json(
                exchange,
                "{\"access_token\":\"own\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));
    server.createContext("/oauth/token", this::exchange);
    server.createContext("/usage", exchange -> json(exchange, "{}"));
    server.createContext("/empty", exchange -> ledger(exchange, 0));
    server.createContext("/full", exchange -> ledger(exchange, 1_000_000));
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void exchange(HttpExchange exchange) throws IOException {
    String form = URLDecoder.decode(body(exchange), StandardCharsets.UTF_8);
    Matcher key = KEY_ID.matcher(form);
    if (!key.find()) {
      throw new IOException("no key in the exchange");
    }
    String token =
        signer.keyToken(
            "bench",
            claims -> {
              claims.setStringClaim("azp", key.group(1));
              claims.setExpirationTimeMinutesInTheFuture(AN_HOUR);
            });
    json(
        exchange,
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}".formatted(token));
  }

  /** Everything to who has nothing, and nothing to who has it all. */
  private void ledger(HttpExchange exchange, int entries) throws IOException {
    Matcher question = QUESTION.matcher(exchange.getRequestURI().getQuery());
    if (!question.find()) {
      throw new IOException("not the question of a verifier");
    }
    long after = Long.parseLong(question.group(1)) == 1 ? Long.parseLong(question.group(2)) : 0;
    MessageDigest digest = sha256();
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
      OutputStream lines = new DigestOutputStream(out, digest);
      for (long sequence = after + 1; sequence <= entries; sequence++) {
        lines.write(Entry.line(sequence).getBytes(StandardCharsets.US_ASCII));
      }
      long count = Math.max(0, entries - after);
      String end = end(question.group(3), entries, after, count, digest.digest());
      out.write((end + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }

  private String end(String nonce, long sequence, long after, long count, byte[] digest) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(signer.issuer());
    claims.setAudience(Feed.AUDIENCE);
    claims.setIssuedAtToNow();
    claims.setStringClaim("nonce", nonce);
    claims.setClaim("epoch", 1L);
    claims.setClaim("sequence", sequence);
    claims.setClaim("after", after);
    claims.setClaim("count", count);
    claims.setStringClaim("sha256", HexFormat.of().formatHex(digest));
    return signer.sign(claims, Feed.SNAPSHOT_TYPE);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void json(HttpExchange exchange, String text) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
