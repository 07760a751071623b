package io.gatehouse.bench;

import java.util.List;
import java.util.stream.IntStream;

/** One row of the answer that every contender gives, of the size of an order in a list. */
public record Row(String id, String status, String sku, int quantity, long amount, String at) {

  /** The whole answer: 20 rows, about 2.5 KB of JSON, made once. */
  public static final List<Row> TWENTY =
      IntStream.range(0, 20)
          .mapToObj(i ->
              new Row(
                  "0198c1f0-6a52-7000-8000-0000000000%02d".formatted(i),
                  i % 3 == 0 ? "shipped" : "placed",
                  "GATE-OAK",
                  i + 1,
                  1250L * (i + 1),
                  "2026-11-25T10:00:%02dZ".formatted(i)))
          .toList();
}
