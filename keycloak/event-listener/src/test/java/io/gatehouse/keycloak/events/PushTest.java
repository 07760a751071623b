package io.gatehouse.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.gatehouse.keycloak.events.Delivery.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer means for the act: that auth-service is away is nobody's fault. */
class PushTest {

  @ParameterizedTest
  @CsvSource({
    "202,DELIVERED",
    "400,REFUSED",
    "429,AWAY",
    "502,AWAY",
    "503,AWAY",
    "504,AWAY",
    "200,FAILED",
    "302,FAILED",
    "404,FAILED",
    "413,FAILED",
    "500,FAILED",
  })
  void whatAnAnswerMeans(int status, Outcome outcome) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      assertThat(push(server.getAddress().getPort())).isEqualTo(outcome);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void nobodyThereIsAway() throws Exception {
    int port;
    try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThat(push(port)).isEqualTo(Outcome.AWAY);
  }

  private static Outcome push(int port) throws IOException, InterruptedException {
    return new Push(URI.create("http://localhost:" + port + "/v1/keycloak/events")).take("x.y.z");
  }
}
