package io.gatehouse.e2e.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a stream of server-sent events; comments are passed over. */
final class EventReader implements AutoCloseable {

  /** The members of one event. */
  record Event(String name, String id, String data) {}

  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /**
   * @param lastId of the stream that this one goes on with; null for a new one
   */
  EventReader(String replica, String token, @Nullable String lastId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(replica + "/v1/orders/events"))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(30));
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    HttpResponse<Stream<String>> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
    assertEquals(200, answer.statusCode());
    Thread.ofVirtual().start(() -> read(answer.body()));
  }

  private void read(Stream<String> lines) {
    String[] seen = {"", "", ""};
    lines.forEach(line -> {
      if (line.isEmpty()) {
        if (!seen[0].isEmpty()) {
          events.add(new Event(seen[0], seen[1], seen[2]));
        }
        seen[0] = "";
      } else if (line.startsWith("event:")) {
        seen[0] = line.substring(6).strip();
      } else if (line.startsWith("id:")) {
        seen[1] = line.substring(3).strip();
      } else if (line.startsWith("data:")) {
        seen[2] = line.substring(5).strip();
      }
    });
  }

  Event next() throws InterruptedException {
    Event event = events.poll(10, TimeUnit.SECONDS);
    assertNotNull(event, "nothing came");
    return event;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
