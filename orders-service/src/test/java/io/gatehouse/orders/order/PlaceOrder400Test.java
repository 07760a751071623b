package io.gatehouse.orders.order;

import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.gatehouse.orders.Callers;
import io.gatehouse.orders.SampleOrders;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class PlaceOrder400Test {

  static Stream<Arguments> brokenRules() {
    String fiftyOne =
        IntStream.range(0, 51)
            .mapToObj(i -> "{\"sku\":\"S%d\",\"quantity\":1}".formatted(i))
            .collect(Collectors.joining(","));
    return Stream.of(
        Arguments.of("{}", "/lines"),
        Arguments.of("{\"lines\":null}", "/lines"),
        Arguments.of("{\"lines\":[]}", "/lines"),
        Arguments.of("{\"lines\":[null]}", "/lines/0"),
        Arguments.of("{\"lines\":[" + fiftyOne + "]}", "/lines"),
        Arguments.of(line("\"NO-SUCH-THING\"", "1"), "/lines/0/sku"),
        Arguments.of(line("null", "1"), "/lines/0/sku"),
        Arguments.of(line("\"\"", "1"), "/lines/0/sku"),
        Arguments.of(line("\"bolt iron\"", "1"), "/lines/0/sku"),
        Arguments.of(line("\"BOLT\\u0000\"", "1"), "/lines/0/sku"),
        Arguments.of(line("\"" + "A".repeat(41) + "\"", "1"), "/lines/0/sku"),
        Arguments.of(line("\"BOLT-IRON\"", "0"), "/lines/0/quantity"),
        Arguments.of(line("\"BOLT-IRON\"", "-1"), "/lines/0/quantity"),
        Arguments.of(line("\"BOLT-IRON\"", "1001"), "/lines/0/quantity"),
        Arguments.of(line("\"BOLT-IRON\"", "null"), "/lines/0/quantity"),
        Arguments.of("{\"lines\":[{\"sku\":\"BOLT-IRON\"}]}", "/lines/0/quantity"),
        Arguments.of(noted("x".repeat(501)), "/note"),
        Arguments.of(noted("a\\u0000b"), "/note"),
        Arguments.of(noted("a\\u001b[31mb"), "/note"),
        Arguments.of(noted("a\\r\\nb"), "/note"),
        Arguments.of(noted("a\\u0085b"), "/note"),
        Arguments.of(noted("half \\ud83d a bell"), "/note"));
  }

  @ParameterizedTest
  @MethodSource("brokenRules")
  void brokenRuleIsPointedAt(String body, String pointer) {
    Callers.alice()
        .contentType(JSON)
        .body(body)
        .post("/v1/orders")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("validation_failed"))
        .body("errors.pointer", hasItem(pointer));
  }

  static Stream<String> unreadable() {
    return Stream.of(
        "",
        "{",
        "[]",
        "null",
        "\"order\"",
        line("\"BOLT-IRON\"", "1.5"),
        line("\"BOLT-IRON\"", "\"1\""),
        line("\"BOLT-IRON\"", "true"),
        line("\"BOLT-IRON\"", "99999999999999999999"),
        line("7", "1"),
        "{\"lines\":{\"sku\":\"BOLT-IRON\",\"quantity\":1}}",
        "{\"lines\":[{\"sku\":\"BOLT-IRON\",\"quantity\":1,\"unitPrice\":{\"amount\":1}}]}",
        "{\"lines\":[{\"sku\":\"BOLT-IRON\",\"quantity\":1}],\"total\":{\"amount\":1}}",
        "{\"lines\":[{\"sku\":\"BOLT-IRON\",\"quantity\":1}],\"owner\":{\"id\":\"bob\"}}",
        "{\"lines\":[{\"sku\":\"BOLT-IRON\",\"quantity\":1}],\"status\":\"paid\"}");
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatIsNotAnOrderIsRefusedAPriceOrOwnerOfTheCallersToo(String body) {
    Callers.alice().contentType(JSON).body(body).post("/v1/orders").then().statusCode(400);
  }

  @Test
  void skuInTwoLinesIsRefusedAtTheSecond() {
    Callers.alice()
        .contentType(JSON)
        .body(
            "{\"lines\":[{\"sku\":\"BOLT-IRON\",\"quantity\":1},{\"sku\":\"BOLT-IRON\",\"quantity\":2}]}")
        .post("/v1/orders")
        .then()
        .statusCode(400)
        .body("errors.pointer", equalTo(java.util.List.of("/lines/1/sku")));
  }

  @Test
  void everyUnknownSkuIsNamedAtOnce() {
    Callers.alice()
        .contentType(JSON)
        .body(
            "{\"lines\":[{\"sku\":\"NOPE-1\",\"quantity\":1},{\"sku\":\"BOLT-IRON\",\"quantity\":2},{\"sku\":\"NOPE-2\",\"quantity\":1}]}")
        .post("/v1/orders")
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItems("/lines/0/sku", "/lines/2/sku"));
  }

  static Stream<String> badKeys() {
    return Stream.of("", "two words", "k".repeat(256), "schlüssel");
  }

  @ParameterizedTest
  @MethodSource("badKeys")
  void badIdempotencyKeyIsRefusedRatherThanIgnored(String key) {
    Callers.alice()
        .header("Idempotency-Key", key)
        .contentType(JSON)
        .body(SampleOrders.bolts(1))
        .post("/v1/orders")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("Idempotency-Key"));
  }

  @Test
  void twoIdempotencyKeysAreRefused() {
    Callers.alice()
        .header("Idempotency-Key", "one", "two")
        .contentType(JSON)
        .body(SampleOrders.bolts(1))
        .post("/v1/orders")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("Idempotency-Key"));
  }

  private static String line(String sku, String quantity) {
    return "{\"lines\":[{\"sku\":%s,\"quantity\":%s}]}".formatted(sku, quantity);
  }

  private static String noted(String note) {
    return "{\"lines\":[{\"sku\":\"BOLT-IRON\",\"quantity\":1}],\"note\":\"" + note + "\"}";
  }
}
