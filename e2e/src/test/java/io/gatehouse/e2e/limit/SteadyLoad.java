package io.gatehouse.e2e.limit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * One key at several replicas at once, at an even pace.
 *
 * @param took from before the first request until after the last answer
 * @param answers by status
 */
record SteadyLoad(Duration took, Map<Integer, LongAdder> answers) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * @param pause between the requests of each of three senders at each replica
   */
  static SteadyLoad run(List<String> urls, String key, Duration howLong, Duration pause)
      throws InterruptedException {
    Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
    long began = System.nanoTime();
    long end = began + howLong.toNanos();
    List<Thread> senders = new ArrayList<>();
    for (String url : urls) {
      for (int i = 0; i < 3; i++) {
        senders.add(
            Thread.ofVirtual()
                .start(() -> {
                  while (System.nanoTime() < end) {
                    answers.computeIfAbsent(ask(url, key), s -> new LongAdder()).increment();
                    sleep(pause);
                  }
                }));
      }
    }
    for (Thread sender : senders) {
      sender.join();
    }
    return new SteadyLoad(Duration.ofNanos(System.nanoTime() - began), answers);
  }

  long admitted() {
    return answers.getOrDefault(200, new LongAdder()).sum();
  }

  long sent() {
    return answers.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** The status. */
  static int ask(String url, String key) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/v1/whoami"))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + key)
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new AssertionError(url + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
