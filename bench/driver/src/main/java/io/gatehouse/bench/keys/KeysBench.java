package io.gatehouse.bench.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** {@code ./gatehouse bench --only keys} and {@code --only timing}. */
public final class KeysBench {

  private KeysBench() {}

  /**
   * @param args {@code keys} or {@code timing}, then perhaps {@code --quick}
   */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    boolean quick = args.length > 1;
    boolean right = false;
    try {
      right =
          switch (args[0]) {
            case "keys" -> keys(quick);
            case "timing" -> timing(quick);
            default -> throw new IllegalArgumentException(args[0]);
          };
    } catch (Exception e) {
      e.printStackTrace();
    }
    // Threads of stores that were started would keep the process.
    System.exit(right ? 0 : 1);
  }

  private static boolean keys(boolean quick) throws Exception {
    int rounds = quick ? 2 : 5;
    int requests = quick ? 300 : 2_000;
    int keys = quick ? 50_000 : 1_000_000;
    try (Scene scene = new Scene(keys, Verification.firstUses(rounds, requests))) {
      scene.startDomainServices();
      Verification verification = new Verification(scene, rounds, requests);
      verification.run();
      write(
          "keys",
          "%,d keys in the table; %d rounds of %,d requests each, one connection\n\n"
                  .formatted(keys, rounds, requests)
              + verification.markdown()
              + "\n"
              + Typos.markdown(quick ? 50 : 500));
    }
    return true;
  }

  private static boolean timing(boolean quick) throws Exception {
    int samples = quick ? 5_000 : 110_000;
    try (Scene scene = new Scene(quick ? 10_000 : 1_000_000, 1_000)) {
      Timing timing = new Timing(scene, samples);
      timing.run();
      write(
          "timing",
          timing.markdown()
              + "\n|t| below %.1f for each pair: %s\n"
                  .formatted(Timing.BOUND, timing.passed() ? "reached" : "MISSED"));
      return timing.passed();
    }
  }

  private static void write(String name, String table) throws IOException {
    Path file = Files.createDirectories(Path.of("bench/target")).resolve(name + ".md");
    Files.writeString(file, table);
    System.out.println(table + "\nTable: " + file);
  }
}
