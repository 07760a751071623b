package com.example.insights;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of an order that is used. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Order(
    String id, String status, List<Line> lines, Money total, Instant createdAt, long version) {

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Line(String sku, int quantity) {}

  /** Minor units: 1250 EUR is 12.50. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Money(long amount, String currency) {
    @Override
    public String toString() {
      int digits = java.util.Currency.getInstance(currency).getDefaultFractionDigits();
      return java.math.BigDecimal.valueOf(amount, Math.max(digits, 0)) + " " + currency;
    }
  }

  /** One page of a list. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Page(List<Order> items, @Nullable String nextCursor) {}
}
