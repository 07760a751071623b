package io.gatehouse.auth.revocation;

import static io.gatehouse.auth.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.gatehouse.auth.Api;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** RFC 8936: an event comes again until it is acknowledged, and each receiver has its own. */
@QuarkusTest
class PollTest {

  @Inject RevocationLedger ledger;

  private final String receiver = "receiver-" + UUID.randomUUID();

  @Test
  void anEventComesAgainUntilItIsAcknowledgedAndThenNeverMore() {
    upToDate(receiver);
    String first = revoked();
    String second = revoked();

    Map<String, String> sets = now(Map.of());
    assertThat(ids(sets)).containsExactly(first, second);
    assertThat(ids(now(Map.of()))).containsExactly(first, second);

    // The later one first: receivers need not keep the order.
    List<String> jtis = List.copyOf(sets.keySet());
    assertThat(ids(now(Map.of("ack", List.of(jtis.getLast()))))).containsExactly(first);
    assertThat(now(Map.of("ack", List.of(jtis.getFirst())))).isEmpty();
    assertThat(now(Map.of())).isEmpty();
  }

  @Test
  void anEventIsSignedForItsReceiverAndIsNoRecordOfTheFeed() {
    upToDate(receiver);
    String id = revoked();

    Map.Entry<String, String> set = now(Map.of()).entrySet().iterator().next();

    assertThat(part(set.getValue(), 0).getString("typ")).isEqualTo("secevent+jwt");
    assertThat(part(set.getValue(), 1).getString("jti")).isEqualTo(set.getKey());
    assertThat(part(set.getValue(), 1).getString("aud")).isEqualTo(receiver);
    assertThat(set.getValue()).satisfies(text -> assertThat(idOf(text)).isEqualTo(id));
  }

  /** A receiver that knows nothing of us learns it from the subject, all of which has to match. */
  @Test
  void anEventForOneClientNamesItAsTheApplicationOfItsSubject() {
    upToDate(receiver);
    String id = UUID.randomUUID().toString();
    QuarkusTransaction.requiringNew()
        .run(() -> {
          Instant now = Instant.now();
          ledger.revokeAtClient(Target.SESSION, id, "insights-app", "test", now);
          ledger.revokeAtClient(Target.USER, id, "insights-app", "test", now);
        });

    List<String> sets = List.copyOf(now(Map.of()).values());

    assertThat(sets).hasSize(2);
    assertThat(idOf(sets.getFirst())).isEqualTo(id);
    assertThat(part(sets.getLast(), 1).getString("sub_id.user.sub")).isEqualTo(id);
    for (String set : sets) {
      JsonPath claims = part(set, 1);
      assertThat(claims.getString("sub_id.format")).isEqualTo("complex");
      assertThat(claims.getString("sub_id.application.id")).isEqualTo("insights-app");
      assertThat(claims.getString("events.'urn:gatehouse:event:revocation'.client"))
          .isEqualTo("insights-app");
    }
  }

  @Test
  void whatOneReceiverAcknowledgesStaysForAnother() {
    String other = receiver + "-other";
    upToDate(receiver);
    upToDate(other);
    String id = revoked();

    now(Map.of("ack", List.copyOf(now(Map.of()).keySet())));

    Map<String, String> left =
        poll(other, Map.of("returnImmediately", true)).extract().path("sets");
    assertThat(ids(left)).containsExactly(id);
  }

  @Test
  void whatAReceiverCannotTakeDoesNotHoldUpTheRest() {
    upToDate(receiver);
    revoked();
    String jti = now(Map.of()).keySet().iterator().next();

    assertThat(now(Map.of("setErrs", Map.of(jti, Map.of("err", "invalid_request"))))).isEmpty();
  }

  @Test
  void fewerCanBeAskedForAndMoreAreAnnounced() {
    upToDate(receiver);
    revoked();
    revoked();

    poll(receiver, Map.of("returnImmediately", true, "maxEvents", 1))
        .body("sets.size()", equalTo(1))
        .body("moreAvailable", equalTo(true));
    poll(receiver, Map.of("maxEvents", 0))
        .body("sets.size()", equalTo(0))
        .body("moreAvailable", equalTo(true));
  }

  @Test
  void aPollThatWaitsIsAnsweredWhenSomethingIsRevoked() throws Exception {
    upToDate(receiver);
    CompletableFuture<Map<String, String>> waiting =
        CompletableFuture.supplyAsync(() -> poll(receiver, Map.of()).extract().path("sets"));
    TimeUnit.MILLISECONDS.sleep(700);
    assertThat(waiting).isNotDone();

    String id = revoked();

    assertThat(ids(waiting.get(15, TimeUnit.SECONDS))).containsExactly(id);
  }

  @Test
  void withoutTheScopeNothingIsTold() {
    given()
        .auth()
        .oauth2(TestTokens.service(receiver, "service"))
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/v1/revocations/poll")
        .then()
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
  }

  private Map<String, String> now(Map<String, ?> more) {
    Map<String, Object> poll = new java.util.HashMap<>(more);
    poll.put("returnImmediately", true);
    return poll(receiver, poll).extract().path("sets");
  }

  private static void upToDate(String receiver) {
    Set<String> last = Set.of();
    do {
      Map<String, String> sets =
          poll(receiver, Map.of("returnImmediately", true, "ack", last)).extract().path("sets");
      last = sets.keySet();
    } while (!last.isEmpty());
  }

  private static ValidatableResponse poll(String receiver, Map<String, ?> poll) {
    return given()
        .auth()
        .oauth2(TestTokens.service(receiver, "revocations:read"))
        .contentType(ContentType.JSON)
        .body(poll)
        .post("/v1/revocations/poll")
        .then()
        .statusCode(200);
  }

  private static String revoked() {
    String id = UUID.randomUUID().toString();
    Api.ada()
        .body(Map.of("target", "session", "id", id, "reason", "polled for"))
        .post("/v1/revocations")
        .then()
        .statusCode(201);
    return id;
  }

  private static List<String> ids(Map<String, String> sets) {
    return sets.values().stream().map(PollTest::idOf).toList();
  }

  private static String idOf(String set) {
    return part(set, 1).getString("sub_id.session.id");
  }

  private static JsonPath part(String jws, int index) {
    return JsonPath.from(
        new String(Base64.getUrlDecoder().decode(jws.split("\\.")[index]), StandardCharsets.UTF_8));
  }
}
