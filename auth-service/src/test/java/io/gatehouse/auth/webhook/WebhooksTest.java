package io.gatehouse.auth.webhook;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.key;
import static io.gatehouse.auth.Api.sam;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.auth.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class WebhooksTest {

  @Inject Deliverer deliverer;
  @Inject Sender sender;
  @Inject AgroalDataSource database;

  private final Receiver receiver = new Receiver();
  private final List<String> made = new ArrayList<>();

  @AfterEach
  void end() {
    made.forEach(id -> ada().delete("/v1/webhooks/" + id).then().statusCode(204));
    receiver.close();
  }

  private static ValidatableResponse ask(String url, String... events) {
    return ada()
        .body(Map.of("url", url, "events", List.of(events), "description", "on call"))
        .post("/v1/webhooks")
        .then();
  }

  private String[] hook(String... events) {
    ValidatableResponse answer = ask(receiver.url(), events).statusCode(201);
    String id = answer.extract().path("id");
    made.add(id);
    return new String[] {id, answer.extract().path("secret")};
  }

  private static ValidatableResponse deliveries(String hook) {
    return ada().get("/v1/webhooks/" + hook + "/deliveries").then().statusCode(200);
  }

  private Receiver.Got awaitOne() {
    await().atMost(Duration.ofSeconds(30)).until(() -> !receiver.got().isEmpty());
    return receiver.got().getFirst();
  }

  @Test
  void eventArrivesSignedAndTheAttemptIsKept() throws Exception {
    String[] hook = hook("key.created");
    Api.Made key = key();
    Receiver.Got got = awaitOne();
    String id = got.headers().get("webhook-id");
    String timestamp = got.headers().get("webhook-timestamp");
    // As a receiver would check it, by nothing of ours.
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] secret = Base64.getDecoder().decode(hook[1].substring("whsec_".length()));
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    byte[] right =
        mac.doFinal((id + "." + timestamp + "." + got.body()).getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "v1," + Base64.getEncoder().encodeToString(right), got.headers().get("webhook-signature"));
    assertEquals("/hook?a=b", got.path());
    assertTrue(got.body().contains(key.id()));
    assertFalse(got.body().contains(key.secret()));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            deliveries(hook[0])
                .body("items[0].state", equalTo("delivered"))
                .body("items[0].eventId", equalTo(id))
                .body("items[0].attempts[0].outcome", equalTo("200")));
  }

  @Test
  void failureIsTriedAgainAndARedirectIsOneAndNotFollowed() {
    receiver.status = 302;
    String[] hook = hook("key.created");
    key();
    awaitOne();
    receiver.status = 204;
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            deliveries(hook[0])
                .body("items[0].state", equalTo("delivered"))
                .body("items[0].attempts[0].outcome", equalTo("302"))
                .body("items[0].attempts.outcome", hasItem("204")));
    assertTrue(receiver.got().stream().allMatch(got -> got.path().startsWith("/hook")));
    assertEquals(
        1, receiver.got().stream().map(got -> got.headers().get("webhook-id")).distinct().count());
  }

  @Test
  void severalReplicasDeliverEachOnce() throws Exception {
    String[] hook = hook("key.created");
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      key();
      work.add(deliverer::deliverSome);
    }
    try (var replicas = Executors.newFixedThreadPool(6)) {
      for (var one : replicas.invokeAll(work)) {
        one.get();
      }
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            deliveries(hook[0]).body("items.findAll { it.state == 'delivered' }", hasSize(6)));
    assertEquals(6, receiver.got().size());
  }

  @Test
  void deliveryIsReplayedUnderItsIdAndSoIsAllFromASequence() {
    String[] hook = hook("key.created");
    key();
    String id = awaitOne().headers().get("webhook-id");
    Number sequence = deliveries(hook[0]).extract().path("items[0].eventSequence");
    String delivery = deliveries(hook[0]).extract().path("items[0].id");
    String path = "/v1/webhooks/" + hook[0];
    ada().post(path + "/deliveries/" + delivery + "/replay").then().statusCode(202);
    await().atMost(Duration.ofSeconds(30)).until(() -> receiver.got().size() == 2);
    assertEquals(id, receiver.got().get(1).headers().get("webhook-id"));
    ada()
        .body(Map.of("fromSequence", sequence))
        .post(path + "/replay")
        .then()
        .statusCode(200)
        .body("deliveries", equalTo(1));
    await().atMost(Duration.ofSeconds(30)).until(() -> receiver.got().size() == 3);
    ada().post(path + "/deliveries/999999999/replay").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/",
        "https://192.168.1.1/",
        "https://172.31.0.9/",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://[::1]/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[2002:a00:1::1]/",
        "https://[64:ff9b::a00:1]/",
        "https://2130706432.1/",
        "http://93.184.215.14/",
        "ftp://127.0.0.1/",
        "https://user:password@127.0.0.1/",
        "https:///nowhere",
        "nonsense"
      })
  void webhookLeadsToNoAddressThatIsNotPublic(String url) {
    ask(url).statusCode(400).body("errors[0].pointer", equalTo("/url"));
  }

  @Test
  void addressIsJudgedAgainAtDelivery() throws Exception {
    String[] hook = hook("key.created");
    try (var connection = database.getConnection();
        var update = connection.prepareStatement("update webhook set url = ? where id = ?")) {
      update.setString(1, "http://10.255.255.1:9/");
      update.setString(2, hook[0]);
      update.executeUpdate();
    }
    key();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            deliveries(hook[0])
                .body("items[0].attempts[0].outcome", startsWith("refused: leads to")));
  }

  @Test
  void connectionGoesToTheAddressThatWasJudgedWhateverTheNameSaysNow() throws Exception {
    int status =
        sender
            .post(
                URI.create("http://rebound.invalid:" + receiver.port() + "/x"),
                InetAddress.getByName("127.0.0.1"),
                Map.of(),
                "{}")
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    assertEquals(200, status);
    assertEquals(
        "rebound.invalid:" + receiver.port(), receiver.got().getFirst().headers().get("host"));
  }

  @Test
  void secretIsShownOnceStoredSealedAndReplacedByRotation() throws Exception {
    String[] hook = hook();
    String path = "/v1/webhooks/" + hook[0];
    sam().get(path).then().statusCode(200).body("secret", nullValue());
    String next = ada().post(path + "/rotate").then().statusCode(200).extract().path("secret");
    assertFalse(next.equals(hook[1]));
    ada()
        .queryParam("targetId", hook[0])
        .get("/v1/audit")
        .then()
        .body("items.action", hasItem("webhook.rotate"))
        .body(not(containsString(next)))
        .body(not(containsString("whsec_")));
    try (var connection = database.getConnection();
        var query = connection.prepareStatement("select secret from webhook where id = ?")) {
      query.setString(1, hook[0]);
      try (var row = query.executeQuery()) {
        assertTrue(row.next());
        byte[] plain = Base64.getDecoder().decode(next.substring("whsec_".length()));
        assertFalse(
            new String(row.getBytes(1), StandardCharsets.ISO_8859_1)
                .contains(new String(plain, StandardCharsets.ISO_8859_1)));
      }
    }
  }

  @Test
  void onlyWhoMayWriteChangesAWebhookAndADisabledOneIsNotTold() {
    String[] hook = hook("key.created");
    String path = "/v1/webhooks/" + hook[0];
    sam().body(Map.of("enabled", false)).patch(path).then().statusCode(403);
    ada()
        .body(Map.of("enabled", false))
        .patch(path)
        .then()
        .statusCode(200)
        .body("enabled", equalTo(false))
        .body("description", equalTo("on call"));
    key();
    deliveries(hook[0]).body("items", hasSize(0));
    ada().body(Map.of("url", "https://10.0.0.1/")).patch(path).then().statusCode(400);
    ada()
        .body(Map.of("url", receiver.url(), "events", List.of("key.nonsense")))
        .post("/v1/webhooks")
        .then()
        .statusCode(400);
  }
}
