package io.gatehouse.orders.order;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** The opaque id of an order: 128 random bits, so that ids can be neither guessed nor counted. */
final class OrderId {

  private static final Pattern FORM = Pattern.compile("ord_[0-9a-z]{25}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private OrderId() {}

  static String next() {
    String digits = new BigInteger(128, RANDOM).toString(36);
    return "ord_" + "0".repeat(25 - digits.length()) + digits;
  }

  /** Whether it could be an id at all; what cannot be one is never sent to the database. */
  static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }
}
