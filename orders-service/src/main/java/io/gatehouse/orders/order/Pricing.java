package io.gatehouse.orders.order;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import io.gatehouse.orders.catalog.Catalog;
import io.gatehouse.orders.catalog.CatalogItem;
import io.gatehouse.orders.catalog.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the wanted lines cost today, by the catalog and nothing else. */
@ApplicationScoped
class Pricing {

  private final Catalog catalog;

  Pricing(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Lines with their prices, and the sum. */
  record Priced(List<OrderLine> lines, Money total) {}

  /** The prices; an unknown or repeated sku, or a mix of currencies, is refused line by line. */
  Priced price(List<NewOrder.Line> wanted) {
    Map<String, CatalogItem> items =
        catalog.bySku(wanted.stream().map(NewOrder.Line::sku).distinct().toList());
    List<OrderLine> lines = new ArrayList<>();
    List<Violation> wrong = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    @Nullable Money total = null;
    for (int i = 0; i < wanted.size(); i++) {
      NewOrder.Line line = wanted.get(i);
      CatalogItem item = items.get(line.sku());
      String pointer = "/lines/" + i + "/sku";
      if (item == null) {
        wrong.add(new Violation(pointer, "is not in the catalog"));
      } else if (!seen.add(line.sku())) {
        wrong.add(new Violation(pointer, "stands in an earlier line: add the quantities up"));
      } else if (total != null && !total.currency().equals(item.price().currency())) {
        wrong.add(new Violation(pointer, "has another currency than the lines before"));
      } else {
        Money sum = item.price().times(line.quantity());
        total = total == null ? sum : total.plus(sum);
        lines.add(new OrderLine(line.sku(), line.quantity(), item.price().amount()));
      }
    }
    if (!wrong.isEmpty() || total == null) {
      throw new ProblemException(ErrorCode.VALIDATION_FAILED, "The order cannot be priced.", wrong);
    }
    return new Priced(lines, total);
  }
}
