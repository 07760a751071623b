package io.gatehouse.e2e.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A server that is told of events, written from docs/events.md. */
final class Receiver implements AutoCloseable {

  /** A delivery as it came. */
  record Delivery(String id, String timestamp, String signature, String body) {

    private static final Duration SKEW = Duration.ofMinutes(5);

    JsonPath json() {
      return new JsonPath(body);
    }

    /** Whether who has this secret sent it, and just now. */
    boolean isGood(String secret) throws GeneralSecurityException {
      Duration age =
          Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), Instant.now()).abs();
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII));
      String right =
          "v1,"
              + Base64.getEncoder()
                  .encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
      return age.compareTo(SKEW) < 0
          && MessageDigest.isEqual(
              right.getBytes(StandardCharsets.US_ASCII),
              signature.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private final HttpServer server;
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
  }

  /** Of what happened to this key, in the order of arrival. */
  List<Delivery> of(String type, String keyId) {
    return deliveries.stream()
        .filter(one -> type.equals(one.json().getString("type")))
        .filter(one -> keyId.equals(one.json().getString("data.keyId")))
        .toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    deliveries.add(
        new Delivery(
            headers.getFirst("webhook-id"),
            headers.getFirst("webhook-timestamp"),
            headers.getFirst("webhook-signature"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
