package io.gatehouse.admin.partner;

import java.util.List;

/** Scopes as checkboxes. */
public record Scopes(List<Choice> choices) {

  /** One checkbox. */
  public record Choice(String name, String meaning, boolean chosen) {}
}
