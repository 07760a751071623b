package io.gatehouse.auth.keycloak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Keycloak's admin API as far as this service asks it; that the real one answers so is shown by
 * e2e. What tests tell it, and ask it, goes over HTTP too: they do not share its class loader.
 */
public final class KeycloakResource implements QuarkusTestResourceLifecycleManager {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String userEvents = "[]";
  private volatile String adminEvents = "[]";
  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.createContext("/admin/gatehouse-endings", this::end);
      made.createContext("/admin/events", e -> page(e, userEvents));
      made.createContext("/admin/admin-events", e -> page(e, adminEvents));
      made.createContext("/told/status", e -> status = Integer.parseInt(told(e)));
      made.createContext("/told/events", e -> userEvents = told(e));
      made.createContext("/told/admin-events", e -> adminEvents = told(e));
      made.createContext("/asked", e -> answer(e, 200, "[" + String.join(",", asked) + "]"));
      made.start();
      server = made;
      String url = "http://localhost:" + made.getAddress().getPort();
      return Map.of(
          "gatehouse.keycloak.admin.address", url + "/admin", "gatehouse.test.keycloak", url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end(HttpExchange exchange) throws IOException {
    String body = body(exchange);
    int now = status;
    if (now == 200) {
      asked.add(body);
    }
    answer(exchange, now, "{\"ended\":2}");
  }

  /** Without pages: who asks for the second gets none. */
  private static void page(HttpExchange exchange, String events) throws IOException {
    boolean first = exchange.getRequestURI().getQuery().contains("first=0");
    answer(exchange, 200, first ? events : "[]");
  }

  private static String told(HttpExchange exchange) throws IOException {
    String body = body(exchange);
    answer(exchange, 200, "{}");
    return body;
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }
}
