package io.gatehouse.e2e.fault;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A credential that is shown to one replica of orders-service again and again, and what came of it.
 * Moments are readings of {@link System#nanoTime}.
 */
final class Visitor implements AutoCloseable {

  /** One request. Status 0: no answer came. */
  record Visit(long asked, int status, String code) {

    boolean admitted() {
      return status != 0 && !refused();
    }

    boolean refused() {
      return status == 401 || status == 503;
    }
  }

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z_]+)\"");

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final HttpRequest request;
  private final Duration pause;
  private final List<Visit> visits = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean open = true;

  private Visitor(HttpRequest request, Duration pause) {
    this.request = request;
    this.pause = pause;
    this.thread = Thread.ofVirtual().start(this::run);
  }

  /** Reads, without anything behind the door that could be away. */
  static Visitor reading(String replica, String credential, Duration pause) {
    return new Visitor(read(replica, credential), pause);
  }

  /** Tries to change something; behind the door it is found to say nothing, which is a 400. */
  static Visitor changing(String replica, String credential, Duration pause) {
    HttpRequest change =
        HttpRequest.newBuilder(URI.create(replica + "/v1/orders"))
            .header("Authorization", "Bearer " + credential)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "of-a-visitor")
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString("{}"))
            .build();
    return new Visitor(change, pause);
  }

  /** Reads once. */
  static Visit once(String replica, String credential) {
    return visit(read(replica, credential));
  }

  private static HttpRequest read(String replica, String credential) {
    return HttpRequest.newBuilder(URI.create(replica + "/v1/whoami"))
        .header("Authorization", "Bearer " + credential)
        .timeout(PATIENCE)
        .build();
  }

  private void run() {
    while (open) {
      visits.add(visit(request));
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static Visit visit(HttpRequest request) {
    long asked = System.nanoTime();
    try {
      var answer = HTTP.send(request, BodyHandlers.ofString());
      Matcher code = CODE.matcher(answer.body());
      return new Visit(asked, answer.statusCode(), code.find() ? code.group(1) : "");
    } catch (IOException e) {
      return new Visit(asked, 0, "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Visit(asked, 0, "");
    }
  }

  void awaitAdmitted(Duration atMost) {
    awaitVisit("admitted", atMost, Visit::admitted);
  }

  void awaitRefused(Duration atMost) {
    awaitVisit("refused", atMost, Visit::refused);
  }

  private void awaitVisit(String what, Duration atMost, Predicate<Visit> wanted) {
    long now = System.nanoTime();
    await(what + " at " + request.uri())
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> since(now).anyMatch(wanted));
  }

  /** How long after this moment the last request was made that was still admitted. */
  Duration lastAdmittedAfter(long moment) {
    long last =
        since(moment)
            .filter(Visit::admitted)
            .mapToLong(visit -> visit.asked() - moment)
            .max()
            .orElse(0);
    return Duration.ofNanos(last);
  }

  Stream<Visit> refusals() {
    return visits.stream().filter(Visit::refused);
  }

  Stream<Visit> since(long moment) {
    return visits.stream().filter(visit -> visit.asked() - moment >= 0);
  }

  /** No request comes any more when this returns. */
  @Override
  public void close() {
    open = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** For the message of an assertion. */
  @Override
  public String toString() {
    TreeMap<String, Integer> counts = new TreeMap<>();
    visits.forEach(visit -> counts.merge(visit.status() + " " + visit.code(), 1, Integer::sum));
    return request.method() + " " + request.uri() + " " + counts;
  }
}
