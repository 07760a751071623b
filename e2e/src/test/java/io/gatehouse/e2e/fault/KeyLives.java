package io.gatehouse.e2e.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.e2e.stack.Deployment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keys that are created, renamed, rotated and, every other, revoked, by many threads at once until
 * nobody answers any more; and what of it was acknowledged.
 */
final class KeyLives {

  static final List<String> ACTS = List.of("key.create", "key.change", "key.rotate", "key.revoke");

  private static final int THREADS = 8;

  /**
   * A key as its maker knows it.
   *
   * @param secrets each that was shown, oldest first
   * @param acknowledged how many of {@link #ACTS} were answered
   * @param inFlight whether one more was asked for, and not acknowledged
   */
  record Known(String id, List<String> secrets, int acknowledged, boolean inFlight) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String token;
  private final String partner;
  private final Collection<Known> known = new ConcurrentLinkedQueue<>();
  private final Collection<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answers = new AtomicInteger();
  private final CountDownLatch running = new CountDownLatch(THREADS);

  KeyLives(String accessToken, String partner) {
    this.token = accessToken;
    this.partner = partner;
  }

  void begin() {
    for (int i = 0; i < THREADS; i++) {
      Thread.ofPlatform().daemon().start(this::live);
    }
  }

  int answers() {
    return answers.get();
  }

  /** Every key of which anything was acknowledged, once all threads have met the end. */
  List<Known> known() throws InterruptedException {
    if (!running.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("still being answered: nobody was killed");
    }
    if (!faults.isEmpty()) {
      throw new AssertionError("refused while it lived: " + faults);
    }
    return List.copyOf(known);
  }

  private void live() {
    try {
      for (int turn = 0; oneLife(turn % 2 == 0); turn++) {
        // Another one.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running.countDown();
    }
  }

  /** Whether there may be another after it. */
  private boolean oneLife(boolean toBeRevoked) throws InterruptedException {
    String id = "";
    List<String> secrets = new ArrayList<>();
    int acknowledged = 0;
    try {
      JsonNode created =
          ask(
              "POST",
              "/v1/partners/" + partner + "/keys",
              "{\"name\":\"young\",\"environment\":\"test\",\"scopes\":[\"orders:read\"]}");
      id = created.path("id").asText();
      secrets.add(created.path("key").asText());
      acknowledged = 1;
      ask("PATCH", "/v1/keys/" + id, "{\"name\":\"" + UUID.randomUUID() + "\"}");
      acknowledged = 2;
      JsonNode rotated = ask("POST", "/v1/keys/" + id + "/rotate", "{\"gracePeriod\":\"PT0S\"}");
      secrets.add(rotated.path("key").asText());
      acknowledged = 3;
      if (toBeRevoked) {
        ask("POST", "/v1/keys/" + id + "/revoke", "{\"reason\":\"lived long enough\"}");
        acknowledged = 4;
      }
      known.add(new Known(id, List.copyOf(secrets), acknowledged, false));
      return true;
    } catch (IOException unanswered) {
      if (acknowledged > 0) {
        known.add(new Known(id, List.copyOf(secrets), acknowledged, true));
      }
      return unanswered instanceof Busy;
    }
  }

  /** On a machine that does too much a change may be given up: as with a kill, nobody knows. */
  private static final class Busy extends IOException {}

  private JsonNode ask(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(Deployment.AUTH + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() == 503) {
      throw new Busy();
    }
    if (answer.statusCode() / 100 != 2) {
      faults.add(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
      throw new IOException("refused");
    }
    answers.incrementAndGet();
    return json.readTree(answer.body());
  }
}
