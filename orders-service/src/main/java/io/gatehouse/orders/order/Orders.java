package io.gatehouse.orders.order;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The orders in PostgreSQL. No query goes without a {@link Sight}. */
@ApplicationScoped
public class Orders implements PanacheRepositoryBase<Order, String> {

  private static final Sort NEWEST_FIRST = Sort.descending("createdAt", "id");

  /** Where a page ends: an order's place in the list. */
  public record Position(Instant createdAt, String id) {}

  /** At most {@code count} of the visible orders, newest first, beginning behind {@code after}. */
  @Transactional
  public List<Order> visible(
      Sight sight, @Nullable OrderStatus status, @Nullable Position after, int count) {
    List<String> conditions = new ArrayList<>();
    Map<String, Object> values = new HashMap<>();
    if (status != null) {
      conditions.add("status = :status");
      values.put("status", status);
    }
    if (after != null) {
      conditions.add("(createdAt, id) < (:createdAt, :id)");
      values.put("createdAt", after.createdAt());
      values.put("id", after.id());
    }
    return switch (sight) {
      case Sight.Nothing _ -> List.of();
      case Sight.Everything _ -> where(conditions, values).page(0, count).list();
      case Sight.OnlyOf(Owner owner) -> {
        limitTo(owner, conditions, values);
        yield where(conditions, values).page(0, count).list();
      }
    };
  }

  /** The order, if it exists and is visible: the two are not told apart. */
  @Transactional
  public Optional<Order> visible(Sight sight, String id) {
    return find(sight, id, LockModeType.NONE);
  }

  /** The same, locked until the transaction ends, so that changes of one order queue up. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Order> visibleForChange(Sight sight, String id) {
    return find(sight, id, LockModeType.PESSIMISTIC_WRITE);
  }

  private Optional<Order> find(Sight sight, String id, LockModeType lock) {
    if (!OrderId.isOne(id)) {
      return Optional.empty();
    }
    List<String> conditions = new ArrayList<>(List.of("id = :id"));
    Map<String, Object> values = new HashMap<>(Map.of("id", id));
    return switch (sight) {
      case Sight.Nothing _ -> Optional.empty();
      case Sight.Everything _ -> where(conditions, values).withLock(lock).firstResultOptional();
      case Sight.OnlyOf(Owner owner) -> {
        limitTo(owner, conditions, values);
        yield where(conditions, values).withLock(lock).firstResultOptional();
      }
    };
  }

  private static void limitTo(Owner owner, List<String> conditions, Map<String, Object> values) {
    conditions.add("owner.kind = :ownerKind and owner.id = :ownerId");
    values.put("ownerKind", owner.kind());
    values.put("ownerId", owner.id());
  }

  private PanacheQuery<Order> where(List<String> conditions, Map<String, Object> values) {
    return conditions.isEmpty()
        ? findAll(NEWEST_FIRST)
        : find(String.join(" and ", conditions), NEWEST_FIRST, values);
  }
}
