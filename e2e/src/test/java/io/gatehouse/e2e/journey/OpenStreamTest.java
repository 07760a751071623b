package io.gatehouse.e2e.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.people.Tokens;
import io.gatehouse.e2e.stack.Deployment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** alice watches her orders, and is turned away while she does. */
@Order(4)
class OpenStreamTest {

  @Test
  void openStreamEndsWithinASecondAfterItsSessionIsRevoked() throws Exception {
    AuthApi ada = new AuthApi(People.atTheTerminal(Person.ADA).access());
    // A session of its own: others keep theirs.
    String token = People.atTheSpa(Person.ALICE, "openid orders:read orders:write").access();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(Deployment.ORDERS + "/v1/orders/events"))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(30))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<Stream<String>> answer =
          client.send(request, HttpResponse.BodyHandlers.ofLines());
      assertEquals(200, answer.statusCode());
      BlockingQueue<String> events = new LinkedBlockingQueue<>();
      Thread.ofVirtual()
          .start(() -> {
            answer
                .body()
                .filter(line -> line.startsWith("event:"))
                .forEach(line -> events.add(line.substring(6).strip()));
            events.add("END");
          });
      assertEquals("open", events.poll(10, TimeUnit.SECONDS));
      new OrdersApi(token).created();
      assertEquals("created", events.poll(10, TimeUnit.SECONDS));

      ada.request()
          .body(
              Map.of(
                  "target", "session",
                  "id", Tokens.claims(token).getString("sid"),
                  "reason", "end of the test"))
          .post("/v1/revocations")
          .then()
          .statusCode(org.hamcrest.Matchers.oneOf(200, 201, 202));
      long acknowledged = System.nanoTime();

      assertEquals("revoked", next(events));
      assertEquals("END", next(events));
      Duration took = Duration.ofNanos(System.nanoTime() - acknowledged);
      assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, "still open after " + took);
    }
  }

  private static String next(BlockingQueue<String> events) throws InterruptedException {
    String event = events.poll(10, TimeUnit.SECONDS);
    assertNotNull(event, "nothing came");
    return event;
  }
}
