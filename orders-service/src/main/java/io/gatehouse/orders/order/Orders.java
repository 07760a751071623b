package io.gatehouse.orders.order;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The orders in PostgreSQL. No query goes without a {@link Sight}. */
@ApplicationScoped
public class Orders implements PanacheRepositoryBase<Order, String> {

  /** At most {@code count} of the visible orders that the query asks for, in its direction. */
  @Transactional
  public List<Order> visible(Sight sight, OrderQuery query, int count) {
    List<String> conditions = new ArrayList<>();
    Map<String, Object> values = new HashMap<>();
    if (query.status() != null) {
      conditions.add("status = :status");
      values.put("status", query.status());
    }
    if (query.from() != null) {
      conditions.add("createdAt >= :from");
      values.put("from", query.from());
    }
    if (query.before() != null) {
      conditions.add("createdAt < :before");
      values.put("before", query.before());
    }
    if (query.after() != null) {
      String beyond = query.direction() == OrderQuery.Direction.NEWEST_FIRST ? "<" : ">";
      conditions.add("(createdAt, id) " + beyond + " (:createdAt, :id)");
      values.put("createdAt", query.after().createdAt());
      values.put("id", query.after().id());
    }
    Sort sort = sortOf(query.direction());
    return switch (sight) {
      case Sight.Nothing _ -> List.of();
      case Sight.Everything _ -> where(conditions, values, sort).page(0, count).list();
      case Sight.OnlyOf(Owner owner) -> {
        limitTo(owner, conditions, values);
        yield where(conditions, values, sort).page(0, count).list();
      }
    };
  }

  private static Sort sortOf(OrderQuery.Direction direction) {
    return switch (direction) {
      case NEWEST_FIRST -> Sort.descending("createdAt", "id");
      case OLDEST_FIRST -> Sort.ascending("createdAt", "id");
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
      case Sight.Everything _ ->
          where(conditions, values, Sort.by("id")).withLock(lock).firstResultOptional();
      case Sight.OnlyOf(Owner owner) -> {
        limitTo(owner, conditions, values);
        yield where(conditions, values, Sort.by("id")).withLock(lock).firstResultOptional();
      }
    };
  }

  private static void limitTo(Owner owner, List<String> conditions, Map<String, Object> values) {
    conditions.add("owner.kind = :ownerKind and owner.id = :ownerId");
    values.put("ownerKind", owner.kind());
    values.put("ownerId", owner.id());
  }

  private PanacheQuery<Order> where(
      List<String> conditions, Map<String, Object> values, Sort sort) {
    return conditions.isEmpty()
        ? findAll(sort)
        : find(String.join(" and ", conditions), sort, values);
  }
}
