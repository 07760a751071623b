package io.gatehouse.guard.problem;

import org.jspecify.annotations.Nullable;

/** What a stranger wrote, made safe for a line of the log: no line break, no flood, no key. */
final class Printable {

  private static final int LONGEST = 200;

  private Printable() {}

  static String of(@Nullable String text) {
    if (text == null) {
      return "-";
    }
    int length = Math.min(text.length(), LONGEST);
    StringBuilder out = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      out.append(c > 0x20 && c < 0x7f ? c : '?');
    }
    // A key does not belong into a path either, and there it would be in every log.
    int key = out.indexOf("gk_");
    if (key >= 0) {
      out.replace(Math.min(key + 3, out.length()), out.length(), "***");
    }
    return out.toString();
  }
}
