package io.gatehouse.orders.order;

/** Which orders a caller may see. Every query of orders takes one. */
public sealed interface Sight {

  /** Every order of everyone. */
  record Everything() implements Sight {}

  /** The orders of one owner. */
  record OnlyOf(Owner owner) implements Sight {}

  /** None. */
  record Nothing() implements Sight {}
}
