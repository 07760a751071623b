package io.gatehouse.auth.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.runtime.TokensHelper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The realm's admin API, by this service's own account. Blocks, for as long as it is configured to.
 * What Keycloak says in an error is not passed on: it can repeat what was sent.
 */
@ApplicationScoped
class KeycloakAdmin {

  /** An answer with more events than were asked for is none. */
  private static final int LONGEST_ANSWER = 8 * 1024 * 1024;

  /** Keycloak was asked and did not do it, or was not reached; in a word. */
  static final class Unanswered extends Exception {

    private static final long serialVersionUID = 1L;

    Unanswered(String why, @Nullable Throwable cause) {
      super(why, cause);
    }
  }

  private final KeycloakConfig.Admin config;
  private final Instance<OidcClients> clients;
  private final TokensHelper tokens = new TokensHelper();
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http;

  KeycloakAdmin(KeycloakConfig config, Instance<OidcClients> clients) {
    this.config = config.admin();
    this.clients = clients;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.admin().timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  boolean enabled() {
    return config.enabled() && config.address().isPresent();
  }

  JsonNode get(String path) throws Unanswered, InterruptedException {
    return ask(request(path).GET());
  }

  JsonNode post(String path, Object body) throws Unanswered, InterruptedException {
    try {
      return ask(
          request(path)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(config.address().orElseThrow() + path))
        .timeout(config.timeout())
        .header("Accept", "application/json");
  }

  /** Once more with a new token if this one is not taken: Keycloak may have got other keys. */
  private JsonNode ask(HttpRequest.Builder request) throws Unanswered, InterruptedException {
    HttpResponse<byte[]> answer = send(request, false);
    if (answer.statusCode() == 401) {
      answer = send(request, true);
    }
    if (answer.statusCode() / 100 != 2) {
      throw new Unanswered("status " + answer.statusCode(), null);
    }
    if (answer.body().length > LONGEST_ANSWER) {
      throw new Unanswered("too long an answer", null);
    }
    try {
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new Unanswered("no JSON", e);
    }
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request, boolean renew)
      throws Unanswered, InterruptedException {
    String bearer;
    try {
      bearer =
          tokens
              .getTokens(clients.get().getClient(), Map.of(), renew)
              .await()
              .atMost(config.timeout())
              .getAccessToken();
    } catch (RuntimeException e) {
      throw new Unanswered("no token", e);
    }
    try {
      return http.send(
          request.copy().header("Authorization", "Bearer " + bearer).build(),
          BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new Unanswered("not reached", e);
    }
  }
}
