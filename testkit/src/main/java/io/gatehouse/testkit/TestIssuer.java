package io.gatehouse.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * An issuer whose private key the test holds: serves its JWKS over HTTP and signs what the test
 * asks for, good or bad. For tests of verification; logins are tested with a real Keycloak in e2e.
 */
public final class TestIssuer implements AutoCloseable {

  private final HttpServer server;
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile RsaJsonWebKey key;

  public TestIssuer() {
    try {
      key = newKey("k1");
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/jwks",
          exchange -> {
            fetches.incrementAndGet();
            byte[] body =
                new JsonWebKeySet(key)
                    .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/jwk-set+json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static RsaJsonWebKey newKey(String kid) {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
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

  public RsaJsonWebKey key() {
    return key;
  }

  /** Publishes another key from now on. */
  public void rotate(RsaJsonWebKey next) {
    key = next;
  }

  /**
   * A token that is good for {@code audience}: subject {@code alice}, client {@code orders-spa},
   * five minutes; {@code change} may spoil or enrich it.
   */
  public String token(String audience, Consumer<JwtClaims> change) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(url());
    claims.setSubject("alice");
    claims.setAudience(audience);
    claims.setGeneratedJwtId();
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(5);
    claims.setStringClaim("azp", "orders-spa");
    claims.setStringClaim("sid", "session-of-alice");
    claims.setStringClaim("typ", "Bearer");
    claims.setStringClaim("scope", "openid orders:read orders:write");
    claims.setClaim("realm_access", Map.of("roles", List.of("customer")));
    change.accept(claims);
    return sign(claims, "JWT");
  }

  /** Signs any claims with the present key, under this {@code typ} header. */
  public String sign(JwtClaims claims, String type) {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setPayload(claims.toJson());
    jws.setKey(key.getPrivateKey());
    jws.setKeyIdHeaderValue(key.getKeyId());
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    jws.setHeader("typ", type);
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
