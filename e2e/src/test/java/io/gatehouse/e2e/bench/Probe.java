package io.gatehouse.e2e.bench;

import io.gatehouse.e2e.stack.Deployment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jose4j.json.JsonUtil;

/** Shows a credential to one replica until it is refused, and notes when that answer came. */
final class Probe {

  static final Duration PAUSE = Duration.ofMillis(2);
  private static final Duration GIVE_UP = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final CountDownLatch admitted = new CountDownLatch(3);
  private final CompletableFuture<Long> refused = new CompletableFuture<>();

  Probe(String replica, String credential) {
    HttpRequest request = read(replica, credential);
    Thread.ofVirtual().start(() -> run(request));
  }

  private void run(HttpRequest request) {
    long deadline = System.nanoTime() + GIVE_UP.toNanos();
    try {
      while (System.nanoTime() < deadline) {
        int status = status(request);
        if (status == 401) {
          refused.complete(System.nanoTime());
          return;
        }
        if (status != 200) {
          throw new IOException("neither in nor out: " + status);
        }
        admitted.countDown();
        Thread.sleep(PAUSE);
      }
      throw new IOException("never refused");
    } catch (IOException | InterruptedException e) {
      refused.completeExceptionally(e);
    }
  }

  /** Good callers, until they are stopped. */
  static Thread load(String replica, Supplier<String> credential, Duration pause) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              status(read(replica, credential.get()));
              Thread.sleep(pause);
            }
          } catch (IOException | InterruptedException e) {
            // The end.
          }
        });
  }

  private static HttpRequest read(String replica, String credential) {
    return HttpRequest.newBuilder(URI.create(replica + "/v1/whoami"))
        .header("Authorization", "Bearer " + credential)
        .timeout(GIVE_UP)
        .build();
  }

  static HttpRequest revocation(String by, Kind.Victim victim) {
    return HttpRequest.newBuilder(URI.create(Deployment.AUTH + victim.path()))
        .header("Authorization", "Bearer " + by)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(JsonUtil.toJson(victim.body())))
        .build();
  }

  static int status(HttpRequest request) throws IOException, InterruptedException {
    return HTTP.send(request, BodyHandlers.discarding()).statusCode();
  }

  void awaitAdmitted() throws InterruptedException {
    admitted.await();
  }

  /** When the first refusal came. */
  long refused() {
    return refused.join();
  }
}
