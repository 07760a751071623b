package io.gatehouse.guard.possession;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.gatehouse.guard.app.OtherSettings;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A token that names a certificate (RFC 8705 §3), over real mutual TLS. */
@QuarkusTest
@TestProfile(OtherSettings.class)
class CertificateBoundTest {

  private static final Path CLIENT = Certificates.FOLDER.resolve("orders-service.pem");
  private static final Path NEIGHBOUR = Certificates.FOLDER.resolve("admin-service.pem");
  private static final Path SERVER = Certificates.FOLDER.resolve("server.pem");

  @Test
  void tokenIsGoodOverAConnectionWithItsCertificate() throws Exception {
    assertEquals(200, call(CLIENT, bound(CLIENT)).statusCode());
  }

  @Test
  void tokenIsRefusedWithoutItsCertificateAndWithAnother() throws Exception {
    assertRefused(call(null, bound(CLIENT)));
    assertRefused(call(NEIGHBOUR, bound(CLIENT)));
  }

  @Test
  void tokenIsRefusedWithoutTls() throws Exception {
    int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertRefused(send(http, "http://localhost:" + port, bound(CLIENT)));
    }
  }

  @Test
  void tokenThatIsBoundToNothingStillNeedsNoCertificate() throws Exception {
    assertEquals(200, call(null, TestTokens.alice()).statusCode());
    assertEquals(200, call(CLIENT, TestTokens.alice()).statusCode());
  }

  @Test
  void certificateAloneLetsNobodyIn() throws Exception {
    HttpResponse<String> answer = call(CLIENT, null);

    assertEquals(401, answer.statusCode());
    assertTrue(answer.body().contains("credential_missing"), answer.body());
  }

  @Test
  void certificateOfAnotherAuthorityMakesNoConnection() {
    Path strange = Path.of("target/strange-certificates").toAbsolutePath();
    Certificates.make(strange, "orders-service");

    assertThrows(
        IOException.class, () -> call(strange.resolve("orders-service.pem"), TestTokens.alice()));
  }

  /** The token endpoint asks for the certificate and binds to it, as Keycloak does. */
  @Test
  void sampleGetsInByItsCertificate() throws Exception {
    HttpsServer endpoint = tokenEndpoint();
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
                  System.getProperty("java.home") + "/bin/java",
                  Certificates.SAMPLE.resolve("ServiceClient.java").toString(),
                  "https://localhost:" + tlsPort() + "/v1/whoami")
              .redirectErrorStream(true);
      builder
          .environment()
          .putAll(
              Map.of(
                  "TOKEN_ENDPOINT",
                  "https://localhost:" + endpoint.getAddress().getPort() + "/token",
                  "CLIENT_ID",
                  "orders-service",
                  "CLIENT_CERTIFICATE",
                  CLIENT.toString(),
                  "CLIENT_KEY",
                  key(CLIENT).toString(),
                  "AUTHORITY",
                  Certificates.FOLDER.resolve("ca.pem").toString()));
      Process sample = builder.start();
      String said = new String(sample.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertTrue(sample.waitFor(60, TimeUnit.SECONDS));
      assertTrue(said.startsWith("200 "), said);
    } finally {
      endpoint.stop(0);
    }
  }

  private static HttpsServer tokenEndpoint() throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context(SERVER)) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters asking = getSSLContext().getDefaultSSLParameters();
            asking.setNeedClientAuth(true);
            parameters.setSSLParameters(asking);
          }
        });
    String thumbprint = thumbprint(certificate(CLIENT));
    byte[] answer =
        "{\"access_token\":\"%s\",\"expires_in\":300}"
            .formatted(bound(thumbprint))
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/token",
        exchange -> {
          Certificate shown = ((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0];
          exchange.sendResponseHeaders(
              thumbprint(shown).equals(thumbprint) ? 200 : 401, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String bound(Path certificate) throws Exception {
    return bound(thumbprint(certificate(certificate)));
  }

  private static String bound(String thumbprint) {
    return TestTokens.user(
        "alice",
        "orders:read",
        List.of("customer"),
        claims -> claims.setClaim("cnf", Map.of("x5t#S256", thumbprint)));
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertEquals(401, answer.statusCode());
    assertTrue(answer.body().contains("invalid_token"), answer.body());
  }

  private static HttpResponse<String> call(@Nullable Path certificate, @Nullable String token)
      throws Exception {
    try (HttpClient http = HttpClient.newBuilder().sslContext(context(certificate)).build()) {
      return send(http, "https://localhost:" + tlsPort(), token);
    }
  }

  private static HttpResponse<String> send(HttpClient http, String address, @Nullable String token)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/v1/whoami"));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static int tlsPort() {
    return ConfigProvider.getConfig().getValue("quarkus.http.test-ssl-port", Integer.class);
  }

  private static SSLContext context(@Nullable Path certificate) throws Exception {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    if (certificate != null) {
      String base64 = Files.readString(key(certificate)).replaceAll("-----[A-Z ]+-----|\\s", "");
      own.setKeyEntry(
          "own",
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64))),
          new char[0],
          new Certificate[] {certificate(certificate)});
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, new char[0]);
    KeyStore believed = KeyStore.getInstance("PKCS12");
    believed.load(null, null);
    believed.setCertificateEntry("ca", certificate(Certificates.FOLDER.resolve("ca.pem")));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(believed);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static Path key(Path certificate) {
    return certificate.resolveSibling(certificate.getFileName().toString().replace(".pem", ".key"));
  }

  private static Certificate certificate(Path file) throws IOException, GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  private static String thumbprint(Certificate certificate) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
