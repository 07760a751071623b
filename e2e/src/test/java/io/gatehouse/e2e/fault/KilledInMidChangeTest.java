package io.gatehouse.e2e.fault;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.Health;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import io.gatehouse.e2e.stack.Part;
import io.gatehouse.e2e.stack.Replica;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** auth-service is killed (SIGKILL) while it changes keys: each change is whole, or was not. */
@Order(8)
@Timeout(180)
class KilledInMidChangeTest {

  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final int BEFORE_THE_KILL = 60;

  @Test
  void eachChangeIsThereWithItsRecordOrNotAtAll() throws InterruptedException {
    Part.assumeOurs();
    Replica.assumeCanStart();
    Health authService = new Health(Deployment.AUTH);
    authService.expectReady(RECOVERY);
    String token = People.atTheTerminal(Person.ADA).access();
    AuthApi ada = new AuthApi(token);
    String partner = ada.createPartner(List.of("orders:read"));
    KeyHistory history = new KeyHistory(ada, partner);
    ada.revoke(ada.createKey(ada.createPartner(List.of("orders:read")), "orders:read"));
    long ledgerBefore = history.newestRevocation();
    KeyLives lives = new KeyLives(token, partner);

    lives.begin();
    await().pollInterval(Duration.ofMillis(5)).until(() -> lives.answers() >= BEFORE_THE_KILL);
    Part.AUTH_SERVICE.crash();

    List<KeyLives.Known> known = lives.known();
    authService.expectReady(RECOVERY);
    Map<String, Map<String, Object>> keys = history.keys();
    Map<String, List<Map<String, Object>>> audit = history.audit();
    assertTrue(known.stream().anyMatch(KeyLives.Known::inFlight), "nothing was in the middle");
    assertEquals(keys.keySet(), audit.keySet(), "keys without a record, or records without a key");
    keys.forEach((id, key) -> isAsItsRecordsSay(key, Objects.requireNonNull(audit.get(id))));
    assertEquals(expectedEvents(audit), history.events());
    assertEquals(expectedRevocations(audit), history.revocations(ledgerBefore));
    known.forEach(one -> nothingAcknowledgedIsLost(one, audit));
    secretsAreAsAcknowledged(known, keys);

    int rows = history.verifiedAudit();
    ada.createKey(partner, "orders:read");
    assertTrue(history.verifiedAudit() > rows, "the chain goes on where it was");
  }

  /** The last record tells what the key is, to the microsecond; and no secret is half made. */
  private static void isAsItsRecordsSay(
      Map<String, Object> key, List<Map<String, Object>> records) {
    List<String> acts = acts(records);
    assertEquals(KeyLives.ACTS.subList(0, acts.size()), acts, "each act once, in order");
    assertEquals(
        withoutUse(Objects.requireNonNull(records.getLast().get("after"))), withoutUse(key));
    assertEquals(acts.contains("key.rotate") ? 2 : 1, secrets(key).size());
    long live = secrets(key).stream().filter(one -> Boolean.TRUE.equals(one.get("live"))).count();
    assertEquals(acts.contains("key.revoke") ? 0 : 1, live, "live secrets of " + key);
  }

  private static void nothingAcknowledgedIsLost(
      KeyLives.Known known, Map<String, List<Map<String, Object>>> audit) {
    int done = acts(audit.getOrDefault(known.id(), List.of())).size();
    assertTrue(
        done == known.acknowledged() || (known.inFlight() && done == known.acknowledged() + 1),
        known.acknowledged() + " acknowledged, " + done + " recorded, of key " + known.id());
  }

  private static void secretsAreAsAcknowledged(
      List<KeyLives.Known> known, Map<String, Map<String, Object>> keys) {
    Set<Integer> seen = new HashSet<>();
    for (KeyLives.Known one : known) {
      Map<String, Object> key = Objects.requireNonNull(keys.get(one.id()));
      // One of each state, and whatever was in the middle.
      if (!one.inFlight() && !seen.add(one.acknowledged())) {
        continue;
      }
      boolean lastIsKnown = secrets(key).size() == one.secrets().size();
      boolean alive = "active".equals(key.get("state"));
      expect(one.secrets().getLast(), lastIsKnown && alive ? 200 : 401);
      if (one.secrets().size() > 1) {
        expect(one.secrets().getFirst(), 401);
      }
    }
  }

  private static void expect(String secret, int status) {
    await("orders-service has its own token again")
        .atMost(RECOVERY)
        .pollDelay(Duration.ZERO)
        .until(() -> new OrdersApi(secret).list().statusCode(), is(status));
  }

  private static Map<String, Integer> expectedEvents(Map<String, List<Map<String, Object>>> audit) {
    Map<String, Integer> expected = new HashMap<>();
    audit.forEach((id, records) ->
        acts(records)
            .forEach(act -> {
              switch (act) {
                case "key.create" -> expected.put("key.created " + id, 1);
                case "key.rotate" -> expected.put("key.rotated " + id, 1);
                case "key.revoke" -> expected.put("key.revoked " + id, 1);
                default -> {
                  // A new name is no event.
                }
              }
            }));
    return expected;
  }

  private static Map<String, Integer> expectedRevocations(
      Map<String, List<Map<String, Object>>> audit) {
    Map<String, Integer> expected = new HashMap<>();
    audit.forEach((id, records) -> {
      int ended = acts(records).size() - 2;
      if (ended > 0) {
        expected.put(id, ended);
      }
    });
    return expected;
  }

  private static List<String> acts(List<Map<String, Object>> records) {
    return records.stream().map(row -> (String) row.get("action")).toList();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> secrets(Map<String, Object> key) {
    return (List<Map<String, Object>>) Objects.requireNonNull(key.get("secrets"));
  }

  /** Whether a key was used is no change of it. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> withoutUse(Object view) {
    Map<String, Object> plain = new HashMap<>((Map<String, Object>) view);
    plain.remove("lastUse");
    plain.put(
        "secrets",
        secrets(plain).stream()
            .map(one -> {
              Map<String, Object> secret = new HashMap<>(one);
              secret.remove("lastUse");
              return secret;
            })
            .toList());
    return plain;
  }
}
