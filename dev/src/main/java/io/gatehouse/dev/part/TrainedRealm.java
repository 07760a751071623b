package io.gatehouse.dev.part;

import io.gatehouse.dev.stack.Addresses;
import io.gatehouse.dev.stack.Port;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the realm that a training run imported away again: it holds that run's addresses, and its
 * signing keys must not be every stack's.
 */
final class TrainedRealm {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  private TrainedRealm() {}

  static void remove(Addresses addresses) throws IOException {
    String keycloak = "http://127.0.0.1:" + addresses.port(Port.KEYCLOAK);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> login =
          send(
              http,
              HttpRequest.newBuilder(
                      URI.create(keycloak + "/realms/master/protocol/openid-connect/token"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "grant_type=password&client_id=admin-cli&username=admin&password="
                              + Keycloak.ADMIN_PASSWORD)));
      Matcher token = TOKEN.matcher(login.body());
      if (!token.find()) {
        throw new IOException("no token: " + login.statusCode());
      }
      HttpResponse<String> removed =
          send(
              http,
              HttpRequest.newBuilder(URI.create(keycloak + "/admin/realms/gatehouse"))
                  .header("Authorization", "Bearer " + token.group(1))
                  .DELETE());
      if (removed.statusCode() != 204) {
        throw new IOException("the realm was not removed: " + removed.statusCode());
      }
    }
  }

  private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request)
      throws IOException {
    try {
      return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
