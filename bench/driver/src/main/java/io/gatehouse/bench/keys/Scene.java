package io.gatehouse.bench.keys;

import com.sun.net.httpserver.HttpServer;
import io.gatehouse.bench.Server;
import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.testkit.PostgresResource;
import io.gatehouse.testkit.RedisResource;
import io.gatehouse.testkit.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/**
 * A real auth-service with a real PostgreSQL and Redis, its table full, and a domain service beside
 * it. The realm alone is played: it makes tokens, and nobody is measured against it.
 */
final class Scene implements AutoCloseable {

  private static final Path AUTH = Path.of("auth-service/target/quarkus-app/quarkus-run.jar");
  private static final Path GUARDED = Path.of("bench/guarded/target/quarkus-app/quarkus-run.jar");
  private static final Path OPEN = Path.of("bench/open/target/quarkus-app/quarkus-run.jar");
  private static final float HOURS = 240;

  private final PostgresResource postgres = new PostgresResource();
  private final RedisResource redis = new RedisResource();
  private final TestIssuer realm = new TestIssuer();
  private final HttpServer tokens;
  private final Map<String, String> stores = new HashMap<>();
  private final byte[] pepper = new byte[32];
  private @Nullable Server auth;
  private final List<ApiKey> sample;
  private @Nullable Server guarded;
  private @Nullable Server open;

  Scene(int keys, int sampled)
      throws IOException, InterruptedException, SQLException, GeneralSecurityException {
    // Also on Ctrl-C: nothing may outlive the bench.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    Arrays.fill(pepper, (byte) 7);
    tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tokens.createContext(
        "/realm/protocol/openid-connect/token",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] answer =
              "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":7200}"
                  .formatted(serviceToken())
                  .getBytes(StandardCharsets.US_ASCII);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    tokens.start();
    stores.putAll(postgres.start());
    stores.putAll(redis.start());
    auth = startAuth();
    long began = System.nanoTime();
    sample = new KeyTable(pepper).load(jdbcUrl(), keys, sampled);
    System.err.printf(
        "%,d keys loaded in %d s%n", keys, (System.nanoTime() - began) / 1_000_000_000);
  }

  private String jdbcUrl() {
    return Objects.requireNonNull(stores.get("quarkus.datasource.jdbc.url"));
  }

  private Server startAuth() throws IOException, InterruptedException {
    int port = Server.freePort();
    Map<String, String> settings = new HashMap<>(stores);
    settings.put("quarkus.profile", "local");
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("gatehouse.urls.auth-service", "http://localhost:" + port);
    settings.put("gatehouse.guard.realm.issuer", realm.url());
    settings.put("gatehouse.guard.realm.jwks", realm.jwksUrl());
    settings.put("gatehouse.guard.service-clients", "bench");
    settings.put("gatehouse.verify.audiences", "bench");
    settings.put("gatehouse.keys.peppers.1", Base64.getEncoder().encodeToString(pepper));
    return Server.start("auth-service", AUTH, "/q/health/ready", settings, port);
  }

  /** Starts the domain service, and one that checks nothing. */
  void startDomainServices() throws IOException, InterruptedException {
    String authUrl = "http://localhost:" + auth();
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.profile", "local");
    settings.put("quarkus.log.category.\"io.gatehouse.guard.revocation\".level", "INFO");
    settings.put("bench.realm", realm.url());
    settings.put("bench.jwks", realm.jwksUrl());
    settings.put("bench.keys", authUrl);
    settings.put("bench.keys.jwks", authUrl + "/.well-known/jwks.json");
    settings.put("bench.desk", authUrl);
    settings.put("bench.ledger", "v1/revocations/snapshot");
    settings.put("gatehouse.usage.endpoint", authUrl + "/v1/usage");
    settings.put(
        "quarkus.oidc-client.auth-server-url",
        "http://localhost:" + tokens.getAddress().getPort() + "/realm");
    settings.put("quarkus.oidc-client.client-id", "bench");
    settings.put("quarkus.redis.hosts", Objects.requireNonNull(stores.get("quarkus.redis.hosts")));
    guarded = Server.start("keys-guarded", GUARDED, "/q/health/ready", settings, Server.freePort());
    open = Server.start("keys-open", OPEN, "/q/health/live", Map.of(), Server.freePort());
  }

  /** Services have the first core from now on, whoever asks and PostgreSQL the second. */
  void pin() throws IOException, InterruptedException {
    for (Server server : services()) {
      server.pin();
    }
  }

  private List<Server> services() {
    return Stream.of(guarded, open, auth).filter(Objects::nonNull).toList();
  }

  int auth() {
    return Objects.requireNonNull(auth).port();
  }

  int guarded() {
    return Objects.requireNonNull(guarded).port();
  }

  int open() {
    return Objects.requireNonNull(open).port();
  }

  /** Keys that are in the table, with their secrets. */
  List<ApiKey> sample() {
    return sample;
  }

  /** Of the domain service itself. */
  String serviceToken() {
    return token(claims -> {
      claims.setSubject("service-account-bench");
      claims.setStringClaim("azp", "bench");
      claims.unsetClaim("sid");
      claims.setStringClaim("scope", "service");
    });
  }

  /** Of an administrator. */
  String adminToken() {
    return token(claims -> {
      claims.setSubject("ada");
      claims.setStringClaim("azp", "gatehouse-cli");
      claims.setStringClaim("scope", "openid keys:read keys:write revocations:write");
      claims.setClaim("realm_access", Map.of("roles", List.of("admin")));
    });
  }

  private String token(Consumer<JwtClaims> change) {
    return realm.token(
        "auth-service",
        claims -> {
          claims.setExpirationTimeMinutesInTheFuture(HOURS);
          change.accept(claims);
        });
  }

  @Override
  public void close() {
    services().forEach(Server::close);
    postgres.stop();
    redis.stop();
    tokens.stop(0);
    realm.close();
  }
}
