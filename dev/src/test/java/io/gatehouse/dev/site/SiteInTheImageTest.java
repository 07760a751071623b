package io.gatehouse.dev.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What spa/Dockerfile starts, without the image: the same files, by the nginx of this machine. */
class SiteInTheImageTest {

  private static final Map<String, String> ADDRESSES =
      Map.of(
          "GATEHOUSE_URLS_KEYCLOAK", "https://login.test",
          "GATEHOUSE_URLS_ORDERS_SERVICE", "https://orders.test:8443");
  private static final Path SPA = Path.of("../spa").toAbsolutePath().normalize();
  private static final List<String> PATHS =
      List.of(
          "/",
          "/cart",
          "/orders",
          "/access",
          "/callback?code=x",
          "/config.json",
          "/mark.svg",
          "/assets/app-123.js",
          "/cart/",
          "/nothing.js",
          "/v1/orders",
          "/secret.txt");

  @TempDir Path folder;

  @Test
  void itAnswersAsTheOneOfTheLocalStackDoes() throws Exception {
    assumeTrue(
        Stream.of("/usr/sbin/nginx", "/usr/bin/nginx").anyMatch(at -> Files.exists(Path.of(at))),
        "no nginx");
    Path files = layOut();
    int port = freePort();
    HttpServer local =
        new Site(files, SiteHeaders.read(SPA.resolve("headers.json"), ADDRESSES), ADDRESSES)
            .serve(0);
    Process nginx = start(ADDRESSES, port);
    try (HttpClient http = HttpClient.newHttpClient()) {
      awaitPort(nginx, port);
      for (String path : PATHS) {
        assertEquals(
            answer(http, local.getAddress().getPort(), path), answer(http, port, path), path);
      }
    } finally {
      local.stop(0);
      nginx.descendants().forEach(ProcessHandle::destroy);
      nginx.destroy();
      assertTrue(nginx.waitFor(10, TimeUnit.SECONDS));
    }
    assertFalse(
        Files.readString(folder.resolve("output")).contains("code="), "a code in the log of nginx");
  }

  @ParameterizedTest
  @CsvSource({
    "'', GATEHOUSE_URLS_KEYCLOAK must be set",
    "login.test, GATEHOUSE_URLS_KEYCLOAK must be set",
    "http://login.test, GATEHOUSE_URLS_KEYCLOAK must begin with https://",
    "https://, GATEHOUSE_URLS_KEYCLOAK must be a scheme",
    "'https://login.test; script-src *', GATEHOUSE_URLS_KEYCLOAK must be a scheme",
    "'https://login.test\" always; add_header X \"', GATEHOUSE_URLS_KEYCLOAK must be a scheme",
    "https://login.test/realms, GATEHOUSE_URLS_KEYCLOAK must be a scheme"
  })
  void anAddressThatWouldSpoilThePolicyIsRefused(String keycloak, String why) throws Exception {
    layOut();
    Map<String, String> environment = new TreeMap<>(ADDRESSES);
    environment.put("GATEHOUSE_URLS_KEYCLOAK", keycloak);

    Process refused = start(environment, 0);

    assertTrue(refused.waitFor(10, TimeUnit.SECONDS));
    assertEquals(78, refused.exitValue());
    assertTrue(Files.readString(folder.resolve("output")).contains(why));
  }

  /** Status, body and headers; the time, the length and the server's own are beside the point. */
  private static List<Object> answer(HttpClient http, int port, String path) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    boolean found = response.statusCode() == 200;
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(response.headers().map());
    List.of("Date", "Server", "Connection", "Content-Length", "Last-Modified", "ETag")
        .forEach(headers::remove);
    List.of("Accept-Ranges", "Transfer-Encoding", "Vary").forEach(headers::remove);
    if (!found) {
      List.of("Content-Type", "Cache-Control").forEach(headers::remove);
    }
    return List.of(response.statusCode(), found ? response.body() : "", headers);
  }

  private Path layOut() throws IOException {
    // Where the tests run as root, nginx serves as somebody who must be able to read.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path files = folder.resolve("site/dist");
    Files.createDirectories(files.resolve("assets"));
    Files.writeString(files.resolve("index.html"), "the page");
    Files.writeString(files.resolve("mark.svg"), "<svg/>");
    Files.writeString(files.resolve("assets/app-123.js"), "run()");
    Files.writeString(folder.resolve("site/secret.txt"), "not to be served");
    Files.copy(SPA.resolve("headers.json"), folder.resolve("site/headers.json"));
    Files.copy(SPA.resolve("nginx/nginx.conf"), folder.resolve("site/nginx.conf"));
    return files;
  }

  private Process start(Map<String, String> environment, int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", SPA.resolve("nginx/start.sh").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
    builder.environment().putAll(environment);
    builder.environment().put("SPA_SITE", folder.resolve("site").toString());
    builder.environment().put("SPA_RUN", folder.resolve("run").toString());
    builder.environment().put("SPA_PORT", Integer.toString(port));
    builder.environment().merge("PATH", "/usr/sbin", (path, more) -> path + ":" + more);
    return builder.start();
  }

  private void awaitPort(Process nginx, int port) throws Exception {
    for (int turn = 0; turn < 200 && nginx.isAlive(); turn++) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    throw new AssertionError(
        "nginx does not run: "
            + Files.readString(folder.resolve("output"), StandardCharsets.UTF_8));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
