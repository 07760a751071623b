package io.gatehouse.orders.order;

import io.gatehouse.orders.catalog.Money;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/** An order. Lines and prices never change once it is placed; its status does. */
@Entity
@Table(name = "orders")
public class Order {

  @Id private String id;

  @Embedded private Owner owner;

  @Enumerated(EnumType.STRING)
  private OrderStatus status;

  // One more query for a whole page of orders, not one for each.
  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "order_line", joinColumns = @JoinColumn(name = "order_id"))
  @OrderColumn(name = "position")
  @BatchSize(size = 128)
  private List<OrderLine> lines = new ArrayList<>();

  @Embedded
  @AttributeOverride(name = "amount", column = @Column(name = "total_amount"))
  private Money total;

  private @Nullable String note;

  @Column(name = "created_at")
  private Instant createdAt;

  @Version private long version;

  @SuppressWarnings("NullAway") // filled by Hibernate
  protected Order() {}

  /**
   * A new order.
   *
   * @param createdAt in whole microseconds, which is what PostgreSQL keeps; else the answer to the
   *     creation would differ from what is read later
   */
  Order(
      String id,
      Owner owner,
      List<OrderLine> lines,
      Money total,
      @Nullable String note,
      Instant createdAt) {
    this.id = id;
    this.owner = owner;
    this.status = OrderStatus.PLACED;
    this.lines = new ArrayList<>(lines);
    this.total = total;
    this.note = note;
    this.createdAt = createdAt;
  }

  void apply(OrderAct act) {
    if (!act.isPossibleFrom(status)) {
      throw new IllegalStateException("cannot " + act.verb() + " an order that is " + status);
    }
    status = act.leadsTo();
  }

  public String id() {
    return id;
  }

  public Owner owner() {
    return owner;
  }

  public OrderStatus status() {
    return status;
  }

  public List<OrderLine> lines() {
    return List.copyOf(lines);
  }

  public Money total() {
    return total;
  }

  public @Nullable String note() {
    return note;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** Grows with each change; the entity tag is made of it. */
  public long version() {
    return version;
  }
}
