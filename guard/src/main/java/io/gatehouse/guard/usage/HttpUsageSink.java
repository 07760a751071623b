package io.gatehouse.guard.usage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.DefaultBean;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.runtime.TokensHelper;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Reports to {@code auth-service} with this service's own token. */
@Singleton
@DefaultBean
class HttpUsageSink implements UsageSink {

  private static final Duration TOKEN_WITHIN = Duration.ofSeconds(3);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final TokensHelper tokens = new TokensHelper();
  private final UsageConfig config;
  private final Instance<OidcClients> clients;
  private final ObjectMapper mapper;

  HttpUsageSink(UsageConfig config, Instance<OidcClients> clients, ObjectMapper mapper) {
    this.config = config;
    this.clients = clients;
    this.mapper = mapper;
  }

  @Override
  public boolean accept(UsageReport report) throws IOException {
    URI endpoint =
        config.endpoint().orElseThrow(() -> new IOException("gatehouse.usage.endpoint is not set"));
    byte[] body = mapper.writeValueAsBytes(report);
    int status = post(endpoint, body, token(false));
    if (status == 401) {
      status = post(endpoint, body, token(true));
    }
    if (status / 100 == 2) {
      return true;
    }
    if (status == 400 || status == 413 || status == 422) {
      return false;
    }
    throw new IOException("auth-service answered " + status);
  }

  private int post(URI endpoint, byte[] body, String bearer) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", "application/json")
            .timeout(config.timeout())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private String token(boolean fresh) throws IOException {
    try {
      return tokens
          .getTokens(clients.get().getClient(), Map.of(), fresh)
          .await()
          .atMost(TOKEN_WITHIN)
          .getAccessToken();
    } catch (RuntimeException e) {
      throw new IOException("no token of our own: " + e.getMessage(), e);
    }
  }
}
