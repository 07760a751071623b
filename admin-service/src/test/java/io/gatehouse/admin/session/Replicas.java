package io.gatehouse.admin.session;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Three replicas as far as a refresh is concerned: each with its own connections to the one Redis,
 * and nothing in memory that another one sees.
 */
@ApplicationScoped
class Replicas {

  /** One of them. */
  record Replica(Sessions sessions, AccessTokens accessTokens) {}

  private final List<Replica> all;

  Replicas(
      ReactiveRedisDataSource first,
      @RedisClientName("second") ReactiveRedisDataSource second,
      @RedisClientName("third") ReactiveRedisDataSource third,
      SessionPolicy policy,
      SessionConfig config,
      ObjectMapper json,
      @ConfigProperty(name = "gatehouse.urls.keycloak") String keycloak) {
    TokenSource source = (session, token) -> refresh(keycloak, session, token);
    all =
        List.of(first, second, third).stream()
            .map(redis -> replica(new RedisSessionStore(redis), policy, config, json, source))
            .toList();
  }

  /** As the desk refreshes, without the request that it has around it there. */
  private static Uni<TokenSource.Refreshed> refresh(
      String keycloak, SessionContents session, String token) {
    return Uni.createFrom()
        .item(() -> {
          JsonPath answer =
              given()
                  .auth()
                  .preemptive()
                  .basic("admin-dashboard", "a-secret-for-the-test")
                  .formParam("grant_type", "refresh_token")
                  .formParam("refresh_token", token)
                  .post(keycloak + "/realms/gatehouse/protocol/openid-connect/token")
                  .then()
                  .statusCode(200)
                  .extract()
                  .jsonPath();
          Tokens tokens =
              new Tokens(
                  answer.getString("access_token"),
                  Instant.now().plusSeconds(300),
                  answer.getString("refresh_token"),
                  answer.getString("id_token"));
          return new TokenSource.Refreshed(tokens, session.roles(), session.scopes());
        })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  List<Replica> all() {
    return all;
  }

  private static Replica replica(
      SessionStore store,
      SessionPolicy policy,
      SessionConfig config,
      ObjectMapper json,
      TokenSource source) {
    Sessions sessions = new Sessions(store, policy, config, json);
    return new Replica(sessions, new AccessTokens(sessions, store, policy, source));
  }
}
