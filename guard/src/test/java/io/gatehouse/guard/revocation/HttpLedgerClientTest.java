package io.gatehouse.guard.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is believed of an answer over HTTP. */
class HttpLedgerClientTest {

  /** The last as an entry for one client has it. */
  private static final String LINES =
      "[2,\"user\",\"alice\",1790000000,1790003600]\n"
          + "[3,\"token\",\"a\\\"b\",4294967295,1790003600]\n"
          + "[4,\"session\",\"s1\",1790000000,1790003600,\"insights-app\"]\n";

  private interface Answerer {
    String to(String nonce) throws Exception;
  }

  private HttpServer server;
  private HttpLedgerClient client;
  private final List<String> bearers = new ArrayList<>();
  private final List<Revocation> got = new ArrayList<>();
  private Answerer answerer = nonce -> LINES + end(nonce, LINES, 3) + "\n";
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/snapshot", this::answer);
    server.start();
    client =
        new HttpLedgerClient(
            URI.create("http://localhost:" + server.getAddress().getPort() + "/snapshot"),
            fresh -> fresh ? "fresh" : "old",
            new SnapshotReader(Signed.reader()),
            Duration.ofSeconds(2));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    bearers.add(bearer);
    if (status == 401 && bearer.equals("Bearer old")) {
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
    String query = exchange.getRequestURI().getQuery();
    try {
      byte[] body =
          answerer
              .to(query.substring(query.indexOf("nonce=") + 6))
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status == 401 ? 200 : status, 0);
      exchange.getResponseBody().write(body);
      if (body.length > 0 && body[body.length - 1] != '\n') {
        Thread.sleep(3_000);
      }
    } catch (Exception e) {
      throw new IOException(e);
    } finally {
      exchange.close();
    }
  }

  private static String end(String nonce, String lines, long count) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
    return Signed.snapshotEnd(nonce, new LedgerClient.Answer(1, 3, 1), count, digest);
  }

  private LedgerClient.Answer ask() throws IOException {
    got.clear();
    return client.after("v1", 1, 1, got::add);
  }

  @Test
  void signedAnswerIsRead() throws IOException {
    assertEquals(new LedgerClient.Answer(1, 3, 1), ask());
    assertEquals(
        List.of(
            new Revocation(2, Target.USER, "alice", 1790000000L, 1790003600L),
            new Revocation(3, Target.TOKEN, "a\"b", Revocation.FOR_GOOD, 1790003600L),
            new Revocation(4, Target.SESSION, "s1", "insights-app", 1790000000L, 1790003600L)),
        got);
  }

  /** Signed as it must be: what is not understood whole is not held as less than it says. */
  @Test
  void lineThatIsNotUnderstoodIsNotTakenForAnother() {
    for (String line :
        List.of(
            "[2,\"key\",\"k1\",1790000000,1790003600,\"insights-app\"]\n",
            "[2,\"session\",\"s1\",1790000000,1790003600,\"insights-app\",\"more\"]\n",
            "[2,\"session\",\"s1\",1790000000,1790003600,7]\n")) {
      answerer = nonce -> line + end(nonce, line, 1) + "\n";
      assertThrows(IOException.class, this::ask, line);
    }
  }

  @Test
  void answerThatIsNotSignedAsItMustBeIsNotBelieved() {
    for (Answerer lie :
        List.<Answerer>of(
            nonce -> LINES + end("another-nonce", LINES, 3) + "\n",
            nonce -> LINES.replace("alice", "bobby") + end(nonce, LINES, 3) + "\n",
            nonce -> LINES.substring(LINES.indexOf('\n') + 1) + end(nonce, LINES, 3) + "\n",
            nonce -> LINES + end(nonce, LINES, 4) + "\n",
            nonce -> LINES.replace(",\"insights-app\"", "") + end(nonce, LINES, 3) + "\n",
            nonce -> LINES + "\n",
            nonce -> LINES + "{}\n",
            nonce -> LINES + Signed.heartbeat(1, 3, java.time.Instant.now()) + "\n",
            nonce -> "[1,\"nobody\",\"x\",1,1]\n" + end(nonce, LINES, 3) + "\n",
            nonce -> "<html>\n")) {
      answerer = lie;
      assertThrows(IOException.class, this::ask);
    }
  }

  @Test
  void answerThatStopsInTheMiddleIsGivenUp() {
    answerer = nonce -> LINES.substring(0, 20);
    assertThrows(IOException.class, this::ask);
  }

  @Test
  void refusedTokenIsReplacedOnce() throws IOException {
    status = 401;
    ask();
    assertEquals(List.of("Bearer old", "Bearer fresh"), bearers);
  }

  @Test
  void otherStatusIsAFault() {
    status = 503;
    assertThrows(IOException.class, this::ask);
  }
}
