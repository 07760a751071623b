package io.gatehouse.dev.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

/** Files of one folder, with security headers, and the app's page for its own paths. */
public final class Site {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json");

  /** Paths that the app itself answers; anything else that is no file is not there. */
  private static final Set<String> SCREENS =
      Set.of("/", "/cart", "/orders", "/access", "/callback");

  private final Path files;
  private final Map<String, String> headers;
  private final byte[] addresses;

  Site(Path files, Map<String, String> headers, Map<String, String> environment) {
    this.files = files;
    this.headers = headers;
    this.addresses =
        "{\"keycloak\":\"%s\",\"orders\":\"%s\"}"
            .formatted(
                environment.get("GATEHOUSE_URLS_KEYCLOAK"),
                environment.get("GATEHOUSE_URLS_ORDERS_SERVICE"))
            .getBytes(StandardCharsets.UTF_8);
  }

  /** {@code Site FOLDER PORT}: serves what is in FOLDER/dist until it is told to stop. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Map<String, String> environment = System.getenv();
    Map<String, String> headers = SiteHeaders.read(folder.resolve("headers.json"), environment);
    Site site = new Site(folder.resolve("dist"), headers, environment);
    int port = site.serve(Integer.parseInt(arguments[1])).getAddress().getPort();
    System.out.println("serving " + folder + " at port " + port);
  }

  HttpServer serve(int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    return server;
  }

  /** The query is not logged, nor anything else of a request: it may be a code. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      headers.forEach(exchange.getResponseHeaders()::set);
      String path = exchange.getRequestURI().getPath();
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(405, -1);
      } else if (path.equals("/config.json")) {
        send(exchange, 200, "json", "no-store", addresses);
      } else if (SCREENS.contains(path)) {
        send(exchange, 200, "html", "no-cache", Files.readAllBytes(files.resolve("index.html")));
      } else {
        sendFile(exchange, path);
      }
    }
  }

  private void sendFile(HttpExchange exchange, String path) throws IOException {
    Path file = files.resolve(path.substring(1)).normalize();
    if (!file.startsWith(files) || !Files.isRegularFile(file)) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    String name = file.getFileName().toString();
    // A name in assets/ holds the hash of what is in it.
    String caching =
        path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    send(
        exchange,
        200,
        name.substring(name.lastIndexOf('.') + 1),
        caching,
        Files.readAllBytes(file));
  }

  private static void send(
      HttpExchange exchange, int status, String kind, String caching, byte[] body)
      throws IOException {
    exchange
        .getResponseHeaders()
        .set("Content-Type", TYPES.getOrDefault(kind, "application/octet-stream"));
    exchange.getResponseHeaders().set("Cache-Control", caching);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }
}
