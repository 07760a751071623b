package io.gatehouse.admin.overview;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks each part whether it is ready. */
@ApplicationScoped
public class Parts {

  private static final String AUTH_SERVICE = "auth-service";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ReactiveRedisDataSource redis;
  private final HttpClient http;
  private final String keycloak;
  private final String authService;
  private final String ordersService;

  Parts(
      ReactiveRedisDataSource redis,
      Vertx vertx,
      @ConfigProperty(name = "gatehouse.internal.keycloak") String keycloak,
      @ConfigProperty(name = "gatehouse.internal.auth-service") String authService,
      @ConfigProperty(name = "gatehouse.internal.orders-service") String ordersService) {
    this.redis = redis;
    this.http = vertx.createHttpClient();
    this.keycloak = keycloak;
    this.authService = authService;
    this.ordersService = ordersService;
  }

  /**
   * @param millis how long the answer took
   */
  public record Part(String name, String job, boolean up, long millis) {

    /** Whether it is auth-service, and up: then there is more to ask. */
    boolean keepsTheLedger() {
      return up && name.equals(AUTH_SERVICE);
    }
  }

  Uni<List<Part>> all() {
    return Uni.join()
        .all(
            part("Keycloak", "signs people in", http(keycloak + "/realms/gatehouse")),
            part(AUTH_SERVICE, "keeps partners and keys", http(authService + "/q/health/ready")),
            part(
                "orders-service",
                "the domain behind the door",
                http(ordersService + "/q/health/ready")),
            part("Redis", "holds the sessions", redis.execute("PING").replaceWith(true)))
        .andCollectFailures();
  }

  private static Uni<Part> part(String name, String job, Uni<Boolean> ask) {
    return Uni.createFrom()
        .deferred(() -> {
          long began = System.nanoTime();
          return ask.ifNoItem()
              .after(PATIENCE)
              .recoverWithItem(false)
              .onFailure()
              .recoverWithItem(false)
              .map(up -> new Part(name, job, up, (System.nanoTime() - began) / 1_000_000));
        });
  }

  private Uni<Boolean> http(String url) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(url)
            .setTimeout(PATIENCE.toMillis());
    return Uni.createFrom()
        .completionStage(() ->
            http.request(options)
                .compose(request -> request.send())
                .map(response -> response.statusCode() == 200)
                .toCompletionStage());
  }
}
