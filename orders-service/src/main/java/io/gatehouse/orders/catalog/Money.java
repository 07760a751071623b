package io.gatehouse.orders.catalog;

import jakarta.persistence.Embeddable;

/**
 * An amount of money without fractions.
 *
 * @param amount in the currency's minor unit: 1250 is 12.50 EUR
 * @param currency ISO 4217 code
 */
@Embeddable
public record Money(long amount, String currency) {

  /** This much, so many times; an overflow is an error, never a small number. */
  public Money times(int quantity) {
    return new Money(Math.multiplyExact(amount, quantity), currency);
  }

  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
    }
    return new Money(Math.addExact(amount, other.amount), currency);
  }
}
