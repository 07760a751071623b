package io.gatehouse.dev.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How progress and failures read. */
public final class Lines {

  private static final int LONGEST = 300;

  private Lines() {}

  public static String ready(String part, Duration toReady, String address) {
    return "  %-15s ready  %5.1f s   %s".formatted(part, seconds(toReady), address);
  }

  public static String event(String part, String what) {
    return "  %-15s %s".formatted(part, what);
  }

  public static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  /** The last line of a log that looks like an error, else its last, as the end of a sentence. */
  static String lastComplaint(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      String last = lines.isEmpty() ? "no word" : lines.getLast();
      String complaint =
          lines.reversed().stream().filter(Lines::looksLikeAnError).findFirst().orElse(last);
      return ": "
          + (complaint.length() > LONGEST ? complaint.substring(0, LONGEST) + "…" : complaint)
          + ".";
    } catch (IOException e) {
      return ".";
    }
  }

  private static boolean looksLikeAnError(String line) {
    return line.contains("ERROR")
        || line.contains("FATAL")
        || line.contains("Caused by:")
        || line.contains("Exception:");
  }
}
