package io.gatehouse.orders.order;

import static org.hamcrest.Matchers.equalTo;

import io.gatehouse.orders.Callers;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class ListOrders400Test {

  static Stream<Arguments> bad() {
    String id = "ord_0000000000000000000000000";
    return Stream.of(
        Arguments.of("limit", "0"),
        Arguments.of("limit", "-1"),
        Arguments.of("limit", "101"),
        Arguments.of("limit", "1e1"),
        Arguments.of("limit", "99999999999999999999"),
        Arguments.of("status", "PLACED"),
        Arguments.of("status", "lost"),
        Arguments.of("sort", "total"),
        Arguments.of("sort", "createdAt;drop table orders"),
        Arguments.of("createdFrom", "yesterday"),
        Arguments.of("createdFrom", "2026-02-30T00:00:00Z"),
        Arguments.of("createdFrom", "+999999999-12-31T23:59:59Z"),
        Arguments.of("createdBefore", "2026-01-01"),
        Arguments.of("createdBefore", "-0001-01-01T00:00:00Z"),
        Arguments.of("cursor", cursor("orders-up\n1\n" + id)),
        Arguments.of("cursor", "%%%"),
        Arguments.of("cursor", "x".repeat(1000)),
        Arguments.of("cursor", cursor("catalog\nBOLT-IRON")),
        Arguments.of("cursor", cursor("orders\n1")),
        Arguments.of("cursor", cursor("orders\nyesterday\n" + id)),
        Arguments.of("cursor", cursor("orders\n1\n' or 1=1 --")),
        Arguments.of("cursor", cursor("orders\n1\nord_\u0000")),
        Arguments.of("cursor", cursor("orders\n9223372036854775807\n" + id)),
        Arguments.of("cursor", cursor("orders\n-9223372036854775808\n" + id)),
        Arguments.of("cursor", Base64.getUrlEncoder().encodeToString(new byte[] {-1, -2, -3})));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void badParameterIsNamedAndNeverAFault(String name, String value) {
    Callers.alice()
        .queryParam(name, value)
        .get("/v1/orders")
        .then()
        .statusCode(400)
        .body("code", equalTo("validation_failed"))
        .body("errors[0].pointer", equalTo("?" + name));
  }

  private static String cursor(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
