package com.example.insights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is drawn. */
class ChartTest {

  @Test
  void piecesOfAProductAreSummedAndTheMostComeFirst() {
    Chart chart =
        Chart.of(List.of(order("placed", "A", 2), order("paid", "B", 5), order("shipped", "A", 1)));

    assertEquals(List.of("B", "A"), chart.bars().stream().map(Chart.Bar::sku).toList());
    assertEquals(List.of(5, 3), chart.bars().stream().map(Chart.Bar::pieces).toList());
    assertEquals(560, chart.bars().getFirst().length());
    assertEquals(336, chart.bars().getLast().length());
  }

  @Test
  void cancelledOrdersDoNotCount() {
    assertTrue(Chart.of(List.of(order("cancelled", "A", 2))).isEmpty());
  }

  @Test
  void noMoreThanEightBarsAreDrawn() {
    List<Order> many =
        IntStream.range(0, 20).mapToObj(n -> order("placed", "P" + n, n + 1)).toList();

    assertEquals(8, Chart.of(many).bars().size());
  }

  private static Order order(String status, String sku, int quantity) {
    return new Order(
        "1",
        status,
        List.of(new Order.Line(sku, quantity)),
        new Order.Money(1250, "EUR"),
        Instant.EPOCH,
        1);
  }
}
