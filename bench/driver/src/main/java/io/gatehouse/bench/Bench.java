package io.gatehouse.bench;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./gatehouse bench}: warms all up, then goes round. Between any two the first contender is
 * measured: what the machine does to one slice it does to its neighbours, and a ratio of neighbours
 * is not moved by it.
 */
public final class Bench {

  private static final String ALL = "abcdefgh";

  private static final int WARMING_SECONDS = 5;
  private static final double STILL_FALLING = 0.97;

  private Bench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean quick = false;
    String only = ALL;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--quick" -> quick = true;
        case "--profile" -> Server.profiled = true;
        case "--only" -> only = args[++i].replace(",", "");
        default -> throw new IllegalArgumentException(args[i]);
      }
    }
    run(only, quick ? 3 : 7, 2, quick ? 2 : 18);
  }

  private static void run(String only, int rounds, int seconds, int warmUp)
      throws IOException, InterruptedException {
    String keycloak =
        System.getenv().getOrDefault("GATEHOUSE_URLS_KEYCLOAK", "http://localhost:8180");
    @Nullable String token = System.getenv("GATEHOUSE_BENCH_TOKEN");
    try (Contenders contenders = new Contenders()) {
      // Also on Ctrl-C: no contender may outlive the bench.
      Runtime.getRuntime().addShutdownHook(new Thread(contenders::close));
      contenders.start(only, keycloak, token);
      List<Score> scores = contenders.all().stream().map(Score::new).toList();
      for (Score score : scores) {
        warmUp(score.contender(), warmUp);
      }
      for (Contender contender : contenders.all()) {
        contender.server().pin();
      }
      Contender first = contenders.all().getFirst();
      Wrk.Result before = Wrk.load(first, seconds);
      for (int round = 1; round <= rounds; round++) {
        for (Score score : scores) {
          Wrk.Result result = Wrk.load(score.contender(), seconds);
          Wrk.Result after = Wrk.load(first, seconds);
          score.add(result, new Score.Pace(before, after));
          before = after;
          say(
              "round %d (%s) %.0f/s beside %.0f/s",
              round, score.contender().letter(), result.rate(), after.rate());
        }
      }
      if (Server.profiled) {
        profiles(contenders);
        return;
      }
      String table = Report.markdown(scores, rounds, seconds, contenders.notes());
      Report.write(table, Report.svg(scores));
      System.out.println(table + "\nTable and plot: bench/target/bench.md, bench/target/bench.svg");
    }
  }

  /**
   * Until two slices, one after the other, cost the processor no less than the best before them.
   */
  private static void warmUp(Contender contender, int most)
      throws IOException, InterruptedException {
    double best = Double.MAX_VALUE;
    int slices = 0;
    for (int idle = 0; idle < 2 && slices < most; slices++) {
      double cpu = Wrk.load(contender, WARMING_SECONDS).cpuMicros();
      idle = cpu > best * STILL_FALLING ? idle + 1 : 0;
      best = Math.min(best, cpu);
    }
    say(
        "(%s) %s is warm after %d s, at %.0f µs of processor time an answer",
        contender.letter(), contender.title(), slices * WARMING_SECONDS, best);
  }

  /** A run with the recorder is slower: it tells where the time goes, and no rates. */
  private static void profiles(Contenders contenders) throws IOException {
    contenders.close();
    Set<String> seen = new HashSet<>();
    for (Contender contender : contenders.all()) {
      String name = contender.server().name();
      if (seen.add(name)) {
        System.out.println(Profile.of(Server.recording(name)).table(contender.title()));
      }
    }
  }

  private static void say(String text, Object... values) {
    System.err.println(text.formatted(values));
  }
}
