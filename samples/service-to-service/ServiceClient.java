import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * One service calls another in its own name: client credentials (RFC 6749 §4.4), with a secret or
 * with a certificate (RFC 8705).
 *
 * <pre>
 *   java ServiceClient.java http://localhost:8082/v1/whoami
 * </pre>
 *
 * It needs Java 17 or later and nothing else. In the environment: {@code TOKEN_ENDPOINT}, {@code
 * CLIENT_ID}, and either {@code CLIENT_SECRET}, or {@code CLIENT_CERTIFICATE}, {@code CLIENT_KEY}
 * (PEM, EC, PKCS #8) and {@code AUTHORITY}, the certificate that servers are believed by.
 *
 * <p>Ends with 0 when it was let in, 1 when it was refused, 2 when it was told something wrong.
 */
public final class ServiceClient {

  /** So that a token does not run out on its way. */
  private static final Duration EARLY = Duration.ofSeconds(10);

  private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern LIFE = Pattern.compile("\"expires_in\"\\s*:\\s*([0-9]+)");

  private final HttpClient http;
  private final URI endpoint;
  private final String id;
  private final String secret;
  private String token = "";
  private Instant ends = Instant.MIN;

  private ServiceClient(HttpClient http, URI endpoint, String id, String secret) {
    this.http = http;
    this.endpoint = endpoint;
    this.id = id;
    this.secret = secret;
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, GeneralSecurityException {
    String secret = System.getenv().getOrDefault("CLIENT_SECRET", "");
    HttpClient.Builder http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
    if (arguments.length != 1) {
      System.err.println("one address to GET");
      System.exit(2);
    }
    if (secret.isEmpty()) {
      http.sslContext(
          mutual(
              Path.of(needed("CLIENT_CERTIFICATE")),
              Path.of(needed("CLIENT_KEY")),
              Path.of(needed("AUTHORITY"))));
    }
    ServiceClient client =
        new ServiceClient(
            http.build(), URI.create(needed("TOKEN_ENDPOINT")), needed("CLIENT_ID"), secret);
    HttpResponse<String> answer = client.get(URI.create(arguments[0]));
    System.out.println(answer.statusCode() + " " + answer.body());
    System.exit(answer.statusCode() / 100 == 2 ? 0 : 1);
  }

  /** A 401 may mean that the token was revoked: one new one is asked for, and then it is final. */
  HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    String first = token("");
    HttpResponse<String> answer = send(address, first);
    return answer.statusCode() == 401 ? send(address, token(first)) : answer;
  }

  private HttpResponse<String> send(URI address, String bearer)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + bearer)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Kept until it runs out, so that calls cost no token each; one request asks for all. */
  private synchronized String token(String refused) throws IOException, InterruptedException {
    if (!token.equals(refused) && Instant.now().isBefore(ends)) {
      return token;
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/x-www-form-urlencoded");
    String form = "grant_type=client_credentials";
    if (secret.isEmpty()) {
      // The certificate of the connection says who this is (RFC 8705 §2).
      form += "&client_id=" + encoded(id);
    } else {
      String pair = encoded(id) + ":" + encoded(secret);
      request.header(
          "Authorization",
          "Basic "
              + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    HttpResponse<String> answer =
        http.send(
            request.POST(HttpRequest.BodyPublishers.ofString(form)).build(),
            HttpResponse.BodyHandlers.ofString());
    Matcher value = TOKEN.matcher(answer.body());
    Matcher life = LIFE.matcher(answer.body());
    if (answer.statusCode() != 200 || !value.find() || !life.find()) {
      System.err.println("no token: the answer was " + answer.statusCode());
      System.exit(1);
    }
    token = value.group(1);
    ends = Instant.now().plusSeconds(Long.parseLong(life.group(1))).minus(EARLY);
    return token;
  }

  /** Shows this certificate, and believes servers that this authority vouches for. */
  private static SSLContext mutual(Path certificate, Path key, Path authority)
      throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry(
        "own", privateKey(key), new char[0], new Certificate[] {certificate(certificate)});
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, new char[0]);
    KeyStore believed = KeyStore.getInstance("PKCS12");
    believed.load(null, null);
    believed.setCertificateEntry("authority", certificate(authority));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(believed);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static Certificate certificate(Path file) throws IOException, GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private static String needed(String name) {
    String value = System.getenv().getOrDefault(name, "");
    if (value.isBlank()) {
      System.err.println(name + " is not set");
      System.exit(2);
    }
    return value;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
