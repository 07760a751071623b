package io.gatehouse.orders.catalog;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** What an item is to be from now on. Orders keep the prices that they were placed at. */
public record ItemChange(
    @NotNull
        @Size(min = 1, max = 120)
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not contain control characters")
        String name,
    @NotNull @Valid Price price) {

  /** In the minor unit of the currency. */
  public record Price(
      @NotNull @Min(1) @Max(1_000_000_000) Long amount,
      @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code")
          String currency) {}
}
