package io.gatehouse.bench;

import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.testkit.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts who is asked for, each with what it needs to believe its token. */
final class Contenders implements AutoCloseable {

  private static final String LIVE = "/q/health/live";
  private static final String READY = "/q/health/ready";

  /** More than the memory of (d) holds, so that none is there when its turn comes again. */
  private static final int NEW_TOKENS = 4_000;

  private final TestIssuer realm = new TestIssuer();
  private final TestIssuer keys = new TestIssuer();
  private final Desk desk;
  private final List<Server> servers = new ArrayList<>();
  private final List<Contender> all = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Contenders() throws IOException {
    desk = new Desk(keys);
  }

  List<Contender> all() {
    return all;
  }

  List<String> notes() {
    return notes;
  }

  /**
   * @param only letters, as {@code ac}
   * @param keycloak of a running stack, and a token of it; without, (h) is left out and that said
   */
  void start(String only, String keycloak, @Nullable String keycloakToken)
      throws IOException, InterruptedException {
    if (has(only, "a")) {
      add('a', "Quarkus, no authentication", quarkus("open", LIVE, Map.of()), List.of());
    }
    if (has(only, "b")) {
      Server stock =
          quarkus("stock", LIVE, Map.of("bench.realm", realm.url(), "bench.jwks", realm.jwksUrl()));
      add('b', "quarkus-smallrye-jwt", stock, List.of(token()));
    }
    if (has(only, "ce")) {
      Server warm = guarded("guarded", "empty", 100_000);
      addIf(only, 'c', "guard, JWT, warm", warm, List.of(token()));
      addIf(only, 'e', "guard, API key", warm, List.of(key()));
    }
    if (has(only, "d")) {
      Server cold = guarded("guarded-cold", "empty", 64);
      List<String> tokens = Stream.generate(this::token).limit(NEW_TOKENS).toList();
      add('d', "guard, JWT, new each time", cold, tokens);
    }
    if (has(only, "f")) {
      Server full = guarded("guarded-full", "full", 100_000);
      add('f', "guard, JWT, 1,000,000 revocations", full, List.of(token()));
    }
    if (has(only, "g")) {
      Path jar = Path.of("bench/spring/target/bench-spring-0.1.0-SNAPSHOT.jar");
      Server spring =
          run(
              "spring",
              jar,
              "/rows",
              Map.of("bench.realm", realm.url(), "bench.jwks", realm.jwksUrl()));
      add('g', "Spring Boot resource server", spring, List.of(token()));
    }
    if (has(only, "h") && keycloakToken != null && answers(keycloak)) {
      Server asking = quarkus("introspected", LIVE, Map.of("bench.keycloak", keycloak));
      add('h', "introspection at Keycloak", asking, List.of(keycloakToken));
    } else if (has(only, "h")) {
      notes.add("(h) was left out: no stack answers (./gatehouse up, in this checkout).");
    }
  }

  private static boolean has(String only, String letters) {
    return letters.chars().anyMatch(letter -> only.indexOf(letter) >= 0);
  }

  private void add(char letter, String title, Server server, List<String> tokens) {
    all.add(new Contender(letter, title, server, tokens));
  }

  private void addIf(String only, char letter, String title, Server server, List<String> tokens) {
    if (only.indexOf(letter) >= 0) {
      add(letter, title, server, tokens);
    }
  }

  private Server guarded(String name, String ledger, int remembered)
      throws IOException, InterruptedException {
    Map<String, String> settings = new HashMap<>();
    settings.put("bench.realm", realm.url());
    settings.put("bench.jwks", realm.jwksUrl());
    settings.put("bench.keys", keys.url());
    settings.put("bench.keys.jwks", keys.jwksUrl());
    settings.put("bench.desk", desk.url());
    settings.put("bench.ledger", ledger);
    settings.put("gatehouse.guard.remembered-tokens", "" + remembered);
    // The profile for a stack on one machine: production refuses http issuers.
    settings.put("quarkus.profile", "local");
    return run(name, Path.of("bench/guarded/target/quarkus-app/quarkus-run.jar"), READY, settings);
  }

  private Server quarkus(String name, String ready, Map<String, String> settings)
      throws IOException, InterruptedException {
    return run(name, Path.of("bench", name, "target/quarkus-app/quarkus-run.jar"), ready, settings);
  }

  private Server run(String name, Path jar, String ready, Map<String, String> settings)
      throws IOException, InterruptedException {
    Server server = Server.start(name, jar, ready, settings);
    servers.add(server);
    return server;
  }

  private String token() {
    return realm.token("bench", claims -> claims.setExpirationTimeMinutesInTheFuture(60));
  }

  private static String key() {
    return ApiKey.generate("live", new SecureRandom()).reveal();
  }

  private static boolean answers(String keycloak) throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI realm = URI.create(keycloak + "/realms/gatehouse");
      return http.send(
                  HttpRequest.newBuilder(realm).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    servers.forEach(Server::close);
    desk.close();
    realm.close();
    keys.close();
  }
}
