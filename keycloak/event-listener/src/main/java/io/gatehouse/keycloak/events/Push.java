package io.gatehouse.keycloak.events;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Pushes a security event token (RFC 8935 §2). */
final class Push implements Delivery.Receiver {

  private static final Logger LOG = Logger.getLogger(Push.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final URI to;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Push(URI to) {
    this.to = to;
  }

  @Override
  public Delivery.Outcome take(String statement) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(PATIENCE)
            .header("Content-Type", "application/secevent+jwt")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(statement))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 202) {
        return Delivery.Outcome.DELIVERED;
      }
      LOG.warnf("gatehouse: %s answered %d: %s", to, answer.statusCode(), answer.body());
      return switch (answer.statusCode()) {
        case 400 -> Delivery.Outcome.REFUSED;
        // auth-service without its database, or a proxy without auth-service.
        case 429, 502, 503, 504 -> Delivery.Outcome.AWAY;
        default -> Delivery.Outcome.FAILED;
      };
    } catch (IOException e) {
      LOG.debugf("gatehouse: %s cannot be reached: %s", to, e);
      return Delivery.Outcome.AWAY;
    }
  }
}
