package io.gatehouse.auth.listing;

import java.util.Locale;

/** What people type into a search box, as an SQL pattern in which it means itself. */
public final class Search {

  private Search() {}

  /** For {@code lower(x) like ? escape '!'}. */
  public static String contains(String typed) {
    String literal = typed.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "%" + literal.toLowerCase(Locale.ROOT) + "%";
  }
}
