package io.gatehouse.bench.keys;

import io.gatehouse.guard.apikey.ApiKey;
import java.security.SecureRandom;
import java.util.Locale;

/** How many slips of the finger the checksum lets through. */
final class Typos {

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Typos() {}

  private static final class Count {
    long tried;
    long passed;

    void look(String text) {
      tried++;
      if (ApiKey.parse(text) != null) {
        passed++;
      }
    }

    String row(String what) {
      return String.format(Locale.ROOT, "| %s | %,d | %,d |%n", what, tried, passed);
    }
  }

  static String markdown(int keys) {
    Count substitutions = new Count();
    Count neighbours = new Count();
    Count swaps = new Count();
    Count left = new Count();
    Count doubled = new Count();
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < keys; i++) {
      String text = ApiKey.generate(i % 2 == 0 ? "live" : "test", random).reveal();
      for (int at = 0; at < text.length(); at++) {
        for (int c = 0; c < ALPHABET.length(); c++) {
          if (ALPHABET.charAt(c) != text.charAt(at)) {
            substitutions.look(text.substring(0, at) + ALPHABET.charAt(c) + text.substring(at + 1));
          }
        }
        left.look(text.substring(0, at) + text.substring(at + 1));
        doubled.look(text.substring(0, at) + text.charAt(at) + text.substring(at));
        for (int other = at + 1; other < text.length(); other++) {
          if (text.charAt(at) != text.charAt(other)) {
            StringBuilder swapped = new StringBuilder(text);
            swapped.setCharAt(at, text.charAt(other));
            swapped.setCharAt(other, text.charAt(at));
            (other == at + 1 ? neighbours : swaps).look(swapped.toString());
          }
        }
      }
    }
    return "| slip | tried | passed |\n|---|---|---|\n"
        + substitutions.row("one character for another")
        + neighbours.row("two neighbours swapped")
        + swaps.row("any other two swapped")
        + left.row("one left out")
        + doubled.row("one doubled");
  }
}
