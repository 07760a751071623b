package io.gatehouse.dev.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

  private static final Map<String, String> ADDRESSES =
      Map.of(
          "GATEHOUSE_URLS_KEYCLOAK", "http://login.test",
          "GATEHOUSE_URLS_ORDERS_SERVICE", "http://orders.test");
  private static final Path HEADERS = Path.of("../spa/headers.json");

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // before each test
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    Path files = Files.createDirectories(folder.resolve("dist"));
    Files.writeString(files.resolve("index.html"), "the page");
    Files.writeString(folder.resolve("secret.txt"), "not to be served");
    server = new Site(files, SiteHeaders.read(HEADERS, ADDRESSES), ADDRESSES).serve(0);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void everyAnswerCarriesThePolicyWithItsAddressesFilledIn() throws Exception {
    for (String path : new String[] {"/", "/callback?code=x", "/config.json", "/nothing.js"}) {
      String policy = get(path).headers().firstValue("Content-Security-Policy").orElse("");
      assertTrue(policy.contains("script-src 'self';"), path);
      assertTrue(policy.contains("connect-src 'self' http://login.test http://orders.test;"), path);
      assertFalse(policy.contains("unsafe"), path);
      assertFalse(policy.contains("${"), path);
    }
  }

  @Test
  void ownPathsAreThePageAndWhatIsNotThereIs404() throws Exception {
    assertEquals("the page", get("/access").body());
    assertEquals("the page", get("/callback?code=x").body());
    assertEquals(404, get("/v1/orders").statusCode());
  }

  @Test
  void nothingOutsideItsFolderIsServed() throws Exception {
    for (String path :
        new String[] {"/../secret.txt", "/%2e%2e/secret.txt", "/x/../../secret.txt"}) {
      try (Socket socket = new Socket("127.0.0.1", server.getAddress().getPort())) {
        socket
            .getOutputStream()
            .write(
                ("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertTrue(answer.startsWith("HTTP/1.1 404"), path + ": " + answer);
      }
    }
  }

  @Test
  void aPolicyWithAHoleInItIsNotServed() {
    assertThrows(IOException.class, () -> SiteHeaders.read(HEADERS, Map.of()));
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
