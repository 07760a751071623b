package io.gatehouse.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * An issuer whose private key the test holds: serves its JWKS over HTTP and signs what the test
 * asks for, good or bad. For tests of verification; logins are tested with a real Keycloak in e2e.
 */
public final class TestIssuer implements AutoCloseable {

  private final HttpServer server;
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile PublicJsonWebKey key;
  private volatile int status = 200;

  public TestIssuer() {
    this(0);
  }

  /** On this port, 0 for a free one. */
  public TestIssuer(int port) {
    try {
      key = newKey("k1");
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      // One slow answer holds no other up.
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext(
          "/jwks",
          exchange -> {
            fetches.incrementAndGet();
            byte[] body =
                new JsonWebKeySet(key)
                    .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/jwk-set+json");
            exchange.sendResponseHeaders(status, status == 200 ? body.length : -1);
            if (status == 200) {
              exchange.getResponseBody().write(body);
            }
            exchange.close();
          });
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server, for more than a key set. */
  HttpServer server() {
    return server;
  }

  public static RsaJsonWebKey newKey(String kid) {
    try {
      RsaJsonWebKey key = QuickRsa.newKey();
      key.setKeyId(kid);
      key.setUse("sig");
      key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  public String jwksUrl() {
    return url() + "/jwks";
  }

  /** How often the JWKS has been fetched. */
  public int fetches() {
    return fetches.get();
  }

  public PublicJsonWebKey key() {
    return key;
  }

  /** Publishes another key from now on, and signs with it. */
  public void rotate(PublicJsonWebKey next) {
    key = next;
  }

  /** Answers with this status from now on: 200 is well, 503 is not. */
  public void answer(int next) {
    status = next;
  }

  /** Signs with the present key. */
  public TestSigner signer() {
    return new TestSigner(url(), key);
  }

  /** See {@link TestSigner#token}. */
  public String token(String audience, Consumer<JwtClaims> change) {
    return signer().token(audience, change);
  }

  /** See {@link TestSigner#sign(JwtClaims, String)}. */
  public String sign(JwtClaims claims, String type) {
    return signer().sign(claims, type);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
