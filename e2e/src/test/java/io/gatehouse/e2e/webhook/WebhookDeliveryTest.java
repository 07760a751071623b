package io.gatehouse.e2e.webhook;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.Refusal;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Replica;
import io.restassured.response.Response;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody is told of what happens to keys. The local profile alone allows 127.0.0.0/8 ({@code
 * gatehouse.webhooks.allowed-networks}), so that a receiver on this machine can be tried.
 */
@Order(2)
class WebhookDeliveryTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final AuthApi ada = new AuthApi(People.atTheTerminal(Person.ADA).access());

  @Test
  void eventArrivesSignedAndHoldsNoSecret() throws IOException, GeneralSecurityException {
    // Where replicas can be started, auth-service is on this machine and can reach the receiver.
    Replica.assumeCanStart();
    try (Receiver receiver = new Receiver()) {
      Response hook =
          ada.request()
              .body(Map.of("url", receiver.url(), "events", List.of("key.created", "key.revoked")))
              .post("/v1/webhooks");
      hook.then().statusCode(201);
      String secret = hook.path("secret");
      AuthApi.Key key = ada.createKey(ada.createPartner(List.of("orders:read")), "orders:read");
      ada.revoke(key);

      for (String type : List.of("key.created", "key.revoked")) {
        await(type).atMost(SOON).until(() -> !receiver.of(type, key.id()).isEmpty());
        Receiver.Delivery delivery = receiver.of(type, key.id()).getFirst();
        assertTrue(delivery.isGood(secret), "signature of " + delivery);
        assertFalse(delivery.isGood(anotherSecret()), "any secret will do");
        assertFalse(delivery.body().contains(key.secret()), "the key is told");
      }

      String id = hook.path("id");
      assertEquals(
          1,
          receiver.of("key.created", key.id()).stream()
              .map(Receiver.Delivery::id)
              .distinct()
              .count());
      ada.request().delete("/v1/webhooks/{id}", id).then().statusCode(204);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://10.0.0.1/hook",
        "https://192.168.0.7/hook",
        "https://169.254.169.254/latest/meta-data/",
        "https://[fd00::1]/hook",
        "https://[::ffff:10.0.0.1]/hook"
      })
  void webhookLeadsToNoPrivateAddress(String url) {
    Refusal.expect(
        ada.request().body(Map.of("url", url)).post("/v1/webhooks"), 400, "validation_failed");
  }

  private static String anotherSecret() {
    return "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
  }
}
