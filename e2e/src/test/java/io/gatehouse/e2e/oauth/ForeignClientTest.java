package io.gatehouse.e2e.oauth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** oauth4webapi from npm against auth-service: discovery, exchange, introspection, revocation. */
@Order(7)
class ForeignClientTest {

  @Test
  void aStrangersLibraryExchangesAsksAndRevokes(@TempDir Path folder)
      throws IOException, InterruptedException {
    assumeTrue(NodeClient.canRun(), "skipped: node and npm are not installed");
    NodeClient client = new NodeClient(folder);
    assumeTrue(client.fetched(), "skipped: npm cannot fetch oauth4webapi");
    AuthApi ada = new AuthApi(People.atTheTerminal(Person.ADA).access());
    AuthApi.Key key = ada.createKey(ada.createPartner(List.of("orders:read")), "orders:read");

    NodeClient.Output output =
        client.run(
            Map.of(
                "ISSUER", Deployment.AUTH,
                "TOKEN", People.service("orders-service"),
                "KEY", key.secret()));

    assertEquals(0, output.status(), output.text());
    JsonPath found = new JsonPath(output.text());
    assertThat(found.getBoolean("key.active"), is(true));
    assertThat(found.getString("key.client_id"), is(key.id()));
    assertThat(found.getBoolean("token.active"), is(true));
    assertThat(found.getString("token.iss"), is(Deployment.AUTH));
    assertThat(found.getMap("unknown"), is(Map.of("active", false)));
    assertThat(found.getMap("revokedKey"), is(Map.of("active", false)));
  }
}
