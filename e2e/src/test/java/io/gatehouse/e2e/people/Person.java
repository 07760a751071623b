package io.gatehouse.e2e.people;

import java.util.Locale;

/** The demo people of the local profile (design.md section 3). */
public enum Person {
  /** Customers. */
  ALICE,
  BOB,
  /** Support: reads, changes nothing. */
  SAM,
  /** Admin. */
  ADA;

  public String username() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String password() {
    return "demo-" + username() + "-password";
  }
}
