package io.gatehouse.orders.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gatehouse.orders.catalog.Money;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole table of states: what each act makes of each. */
class OrderActTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          PLACED,    PAID, no,      CANCELLED
          PAID,      no,   SHIPPED, CANCELLED
          SHIPPED,   no,   no,      no
          CANCELLED, no,   no,      no
          """)
  void nothingLeadsAnywhereElse(OrderStatus from, String pay, String ship, String cancel) {
    assertLeads(from, OrderAct.PAY, pay);
    assertLeads(from, OrderAct.SHIP, ship);
    assertLeads(from, OrderAct.CANCEL, cancel);
  }

  private static void assertLeads(OrderStatus from, OrderAct act, String to) {
    Order order = in(from);
    if (to.equals("no")) {
      assertThrows(IllegalStateException.class, () -> order.apply(act));
      assertEquals(from, order.status());
    } else {
      order.apply(act);
      assertEquals(OrderStatus.valueOf(to), order.status());
    }
  }

  private static Order in(OrderStatus status) {
    Order order =
        new Order("id", Owner.user("x"), List.of(), new Money(1, "EUR"), null, Instant.EPOCH);
    switch (status) {
      case PLACED -> {}
      case PAID -> order.apply(OrderAct.PAY);
      case SHIPPED -> {
        order.apply(OrderAct.PAY);
        order.apply(OrderAct.SHIP);
      }
      case CANCELLED -> order.apply(OrderAct.CANCEL);
    }
    return order;
  }
}
