import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A partner's program: lists orders and places them, with an API key.
 *
 * <pre>
 *   java PartnerClient.java list
 *   java PartnerClient.java order GATE-OAK 2
 * </pre>
 *
 * It needs Java 17 or later and nothing else. In the environment:
 *
 * <ul>
 *   <li>{@code GATEHOUSE_KEY}: the key. Never an argument: other people on the machine see those.
 *   <li>{@code GATEHOUSE_NEXT_KEY}: the key to go on with once that one is refused. Set it when you
 *       are given a new key; the change is then made without one failed call.
 *   <li>{@code GATEHOUSE_ORDERS}: the address of orders-service; {@code http://localhost:8082}.
 * </ul>
 *
 * <p>Ends with 0 when it was done, 1 when it was refused, 2 when it was told something wrong, 3
 * when nobody answered.
 */
public final class PartnerClient {

  private static final int TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI orders;
  private final Deque<String> keys;

  private PartnerClient(URI orders, Deque<String> keys) {
    this.orders = orders;
    this.keys = keys;
  }

  public static void main(String[] arguments) throws InterruptedException {
    Deque<String> keys = new ArrayDeque<>();
    for (String name : new String[] {"GATEHOUSE_KEY", "GATEHOUSE_NEXT_KEY"}) {
      String key = System.getenv(name);
      if (key != null && !key.isBlank()) {
        keys.add(key.strip());
      }
    }
    if (keys.isEmpty()) {
      say("GATEHOUSE_KEY is not set");
      System.exit(2);
    }
    String address = System.getenv().getOrDefault("GATEHOUSE_ORDERS", "http://localhost:8082");
    PartnerClient client = new PartnerClient(URI.create(address), keys);
    HttpResponse<String> answer = null;
    if (arguments.length == 1 && arguments[0].equals("list")) {
      answer = client.send(client.request("/v1/orders").GET());
    } else if (arguments.length == 3
        && arguments[0].equals("order")
        && arguments[1].matches("[A-Z0-9-]{1,40}")
        && arguments[2].matches("[0-9]{1,4}")) {
      answer = client.send(client.order(arguments[1], arguments[2]));
    } else {
      say("list, or order SKU QUANTITY");
      System.exit(2);
    }
    if (answer == null) {
      System.exit(3);
    }
    System.out.println(answer.body());
    System.exit(answer.statusCode() / 100 == 2 ? 0 : 1);
  }

  private HttpRequest.Builder order(String sku, String quantity) {
    return request("/v1/orders")
        .header("Content-Type", "application/json")
        // One for each order, not for each try: however often it is sent, it is placed once.
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .POST(
            HttpRequest.BodyPublishers.ofString(
                "{\"lines\":[{\"sku\":\"%s\",\"quantity\":%s}]}".formatted(sku, quantity)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(orders.resolve(path)).timeout(Duration.ofSeconds(20));
  }

  /** The answer, or null if there was none that is final. */
  private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
    for (int tries = 1; ; ) {
      String what;
      Duration pause = backoff(tries);
      try {
        HttpResponse<String> answer =
            http.send(
                request.setHeader("Authorization", "Bearer " + keys.peek()).build(),
                HttpResponse.BodyHandlers.ofString());
        int status = answer.statusCode();
        if (status == 401 && keys.size() > 1) {
          keys.remove();
          say("the key was refused; going on with the next one");
          continue;
        }
        if (status != 429 && status != 503) {
          return answer;
        }
        what = "answered " + status;
        Duration asked = retryAfter(answer);
        if (asked.compareTo(LONGEST_PAUSE) > 0) {
          say(what + " and asks for a pause of " + asked.toSeconds() + " s: that is for later");
          return null;
        }
        pause = asked.compareTo(pause) > 0 ? asked : pause;
      } catch (IOException e) {
        // The class alone: a message may quote what was sent.
        what = "gave no answer (" + e.getClass().getSimpleName() + ")";
      }
      if (tries++ == TRIES) {
        say(what + " " + TRIES + " times: giving up");
        return null;
      }
      say(what + "; again in " + pause.toMillis() + " ms");
      Thread.sleep(pause.toMillis());
    }
  }

  /** Seconds (RFC 9110 §10.2.3); zero if it asks for none. */
  private static Duration retryAfter(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("[0-9]{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(Duration.ZERO);
  }

  /** Twice as long each time, and never the same for two clients: else they all come at once. */
  private static Duration backoff(int tries) {
    long most = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << tries);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most));
  }

  private static void say(String line) {
    System.err.println(line);
  }
}
