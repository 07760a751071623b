package io.gatehouse.e2e.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.sun.net.httpserver.HttpServer;
import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.AuthApi.Key;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Command;
import io.gatehouse.e2e.stack.Deployment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The partner's program, in both languages: it goes on where it can, and tells its key nobody. */
class PartnerClientTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static AuthApi ada = new AuthApi("");
  private static String partner = "";

  enum Program {
    JAVA("'%s/bin/java' samples/partner-client/PartnerClient.java"),
    SHELL("samples/partner-client/partner-client.sh");

    private final String command;

    Program(String command) {
      this.command = command.formatted(System.getProperty("java.home"));
    }

    Command run(String arguments, String orders, String... keys) {
      Map<String, String> environment = new HashMap<>(Map.of("GATEHOUSE_ORDERS", orders));
      environment.put("GATEHOUSE_KEY", keys[0]);
      environment.put("GATEHOUSE_NEXT_KEY", keys.length > 1 ? keys[1] : "");
      Command done = Command.run(command + " " + arguments, environment, PATIENCE);
      for (String key : keys) {
        assertFalse(done.output().contains(key), "the key was written");
      }
      return done;
    }
  }

  @BeforeAll
  static void adaLetsAPartnerIn() {
    ada = new AuthApi(People.atTheTerminal(Person.ADA).access());
    partner = ada.createPartner(List.of("orders:read", "orders:write"));
  }

  @ParameterizedTest
  @Execution(CONCURRENT)
  @EnumSource
  void keyIsChangedWithoutAFailedCall(Program program) {
    Key old = ada.createKey(partner, "orders:read", "orders:write");
    assertDone(program.run("list", Deployment.ORDERS, old.secret()));
    String next =
        ada.request()
            .body(Map.of("gracePeriod", "PT0S"))
            .post("/v1/keys/{id}/rotate", old.id())
            .then()
            .statusCode(200)
            .extract()
            .path("key");

    Command done =
        program.run("order " + OrdersApi.anySku() + " 2", Deployment.ORDERS, old.secret(), next);

    assertDone(done);
    assertTrue(done.output().contains("going on with the next one"), done.output());
    assertTrue(done.output().contains("\"status\":\"placed\""), done.output());
  }

  @ParameterizedTest
  @Execution(CONCURRENT)
  @EnumSource
  void whoIsOverTheLimitWaitsAsLongAsIsAsked(Program program) {
    Key key =
        ada.createKey(
            partner,
            Map.of(
                "name",
                "one in two seconds",
                "environment",
                "test",
                "scopes",
                List.of("orders:read"),
                "rateLimit",
                Map.of("requests", 1, "period", "PT4S", "burst", 1)));
    new OrdersApi(key.secret()).list().then().statusCode(200);

    Command done = program.run("list", Deployment.ORDERS, key.secret());

    assertDone(done);
  }

  @ParameterizedTest
  @Execution(CONCURRENT)
  @EnumSource
  void refusalIsTheEndOfIt(Program program) {
    Key reads = ada.createKey(partner, "orders:read");

    Command done =
        program.run("order " + OrdersApi.anySku() + " 2", Deployment.ORDERS, reads.secret());

    assertEquals(1, done.exitCode(), done.output());
    assertTrue(done.output().contains("insufficient_scope"), done.output());
  }

  /** Before a server that is just restarting. */
  @ParameterizedTest
  @Execution(CONCURRENT)
  @EnumSource
  void orderThatIsTriedThreeTimesIsOneOrderAndNoProcessShowsTheKey(Program program)
      throws IOException {
    List<String> idempotency = new CopyOnWriteArrayList<>();
    List<String> shown = new CopyOnWriteArrayList<>();
    String key = "gk_test_" + "k".repeat(65);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/orders",
        exchange -> {
          idempotency.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          ProcessHandle.allProcesses()
              .map(process -> process.info().commandLine().orElse(""))
              .filter(line -> line.contains(key))
              .forEach(shown::add);
          exchange.getRequestBody().readAllBytes();
          if (idempotency.size() == 1) {
            exchange.getResponseHeaders().set("Retry-After", "1");
          }
          byte[] body = "{\"status\":\"placed\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(idempotency.size() < 3 ? 503 : 201, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort();
      assertDone(program.run("order GATE-OAK 2", address, key));
    } finally {
      server.stop(0);
    }

    assertEquals(3, idempotency.size());
    assertEquals(1, new HashSet<>(idempotency).size(), "one key for one order");
    assertEquals(List.of(), shown, "a command line with the key in it");
  }

  private static void assertDone(Command command) {
    assertEquals(0, command.exitCode(), command.output());
  }
}
