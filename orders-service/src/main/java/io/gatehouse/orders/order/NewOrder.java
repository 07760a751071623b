package io.gatehouse.orders.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for. There is no price in it, on purpose: prices come from the catalog.
 *
 * @param lines each sku once; a second line of the same sku is refused rather than added up,
 *     because it is more often a client's mistake than a wish
 * @param note for people; control characters are refused, which could forge lines of a log or a
 *     terminal's contents, and halves of surrogate pairs, which no database keeps
 */
public record NewOrder(
    @NotNull @Size(min = 1, max = MAX_LINES) List<@NotNull @Valid Line> lines,
    @Nullable
        @Size(max = MAX_NOTE)
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not contain control characters")
        String note) {

  static final int MAX_LINES = 50;
  static final int MAX_QUANTITY = 1000;
  static final int MAX_NOTE = 500;

  /** So many of an item. */
  @Schema(name = "NewOrderLine")
  public record Line(
      @NotNull
          @Pattern(
              regexp = "[A-Z0-9][A-Z0-9-]{0,39}",
              message = "must be 1 to 40 capital letters, digits and hyphens")
          String sku,
      @NotNull @Min(1) @Max(MAX_QUANTITY) Integer quantity) {}
}
