package io.gatehouse.admin.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a page.
 *
 * @param section the entry of the menu that is marked
 * @param person who is logged in; null on pages for nobody
 * @param csrf token for the forms of this page; empty for nobody
 * @param mayChange whether the person may change anything; where not, buttons are off and say why
 * @param mayLook whether the menu is shown
 */
public record Frame(
    String title,
    String section,
    @Nullable String person,
    String role,
    String csrf,
    boolean mayLook,
    boolean mayChange,
    @Nullable String notice) {

  public String initial() {
    return person == null || person.isEmpty()
        ? ""
        : person.substring(0, 1).toUpperCase(Locale.ROOT);
  }

  /** Why buttons are off. */
  public String whyNot() {
    return "Your role (" + role + ") can look at everything and change nothing.";
  }
}
