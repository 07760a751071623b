package io.gatehouse.orders.order;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * So many of an item.
 *
 * @param unitAmount price of one when it was ordered, in the order's currency and its minor unit
 */
@Embeddable
public record OrderLine(String sku, int quantity, @Column(name = "unit_amount") long unitAmount) {}
