package io.gatehouse.orders.event;

import io.gatehouse.testkit.TestTokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A stream as a client has it open: the events that came, in their order. */
final class OpenStream implements AutoCloseable {

  static final Got END = new Got("END", null, "");

  /** One event. */
  record Got(String name, @Nullable String id, String data) {}

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Got> events = new LinkedBlockingQueue<>();

  private OpenStream(HttpResponse<InputStream> response) {
    this.response = response;
  }

  static OpenStream of(String subject, String role, @Nullable String lastId) {
    return of(TestTokens.user(subject, "orders:read", role), lastId);
  }

  static OpenStream of(String token, @Nullable String lastId) {
    URI uri =
        URI.create(
            "http://localhost:"
                + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class)
                + "/v1/orders/events");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + token);
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    try {
      OpenStream stream =
          new OpenStream(
              HttpClient.newHttpClient()
                  .send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
      Thread.ofVirtual().start(stream::read);
      return stream;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  int status() {
    return response.statusCode();
  }

  /** The next event, comments left out; {@link #END} when the answer is over. */
  Got next() throws InterruptedException {
    Got got = events.poll(10, TimeUnit.SECONDS);
    if (got == null) {
      throw new AssertionError("nothing came");
    }
    return got;
  }

  /** What came so far and was not taken. */
  List<Got> rest() {
    return List.copyOf(events);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String name = "message";
      @Nullable String id = null;
      StringBuilder data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            events.add(new Got(name, id, data.toString()));
          }
          name = "message";
          id = null;
          data.setLength(0);
        } else if (line.startsWith("event:")) {
          name = line.substring(6).strip();
        } else if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.startsWith("data:")) {
          data.append(line.substring(5).strip());
        }
      }
    } catch (IOException e) {
      // Closed by the test, or cut off.
    }
    events.add(END);
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
