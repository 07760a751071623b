package io.gatehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table (Markdown) and the plot (SVG) of a run. */
final class Report {

  private static final int BAR = 420;

  private Report() {}

  static String markdown(List<Score> scores, int rounds, int seconds, List<String> notes)
      throws IOException {
    char letter = scores.getFirst().contender().letter();
    StringBuilder out = new StringBuilder();
    out.append(
        "Measured %s: %s, %d cores (server on one, wrk on the other), JDK %s, `%s`; %d rounds of %d s by turns, (%s) before and after each.\n\n"
            .formatted(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                processor(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                String.join(" ", Server.FLAGS),
                rounds,
                seconds,
                letter));
    out.append(
        "| | contender | of (%s) | middle half | answers/s | p99 ms | CPU µs each | of (%s) |\n"
            .formatted(letter, letter));
    out.append("|---|---|---:|---|---:|---:|---:|---:|\n");
    for (Score score : scores) {
      out.append(
          "| %s | %s | %.2f | %s | %.0f | %.1f | %.1f | %.2f |\n"
              .formatted(
                  score.contender().letter(),
                  score.contender().title(),
                  score.ofPace(),
                  score.spread(),
                  score.rate(),
                  score.p99Millis(),
                  score.cpuMicros(),
                  score.cpuOfPace()));
    }
    out.append('\n');
    ratio(out, scores, 'c', 'a', 0.90);
    ratio(out, scores, 'e', 'a', 0.90);
    ratio(out, scores, 'd', 'a', 0.45);
    ratio(out, scores, 'f', 'c', 0.97);
    ratio(out, scores, 'c', 'b', 2.5);
    ratio(out, scores, 'c', 'g', 5);
    notes.forEach(note -> out.append("- ").append(note).append('\n'));
    return out.toString();
  }

  private static void ratio(
      StringBuilder out, List<Score> scores, char one, char other, double wanted) {
    Score first = of(one, scores);
    Score second = of(other, scores);
    if (first != null && second != null) {
      double is = first.against(second);
      out.append(
          "- (%s) / (%s) = %.2f, wanted %.2f: %s\n"
              .formatted(one, other, is, wanted, is >= wanted ? "reached" : "MISSED"));
    }
  }

  private static @Nullable Score of(char letter, List<Score> scores) {
    for (Score score : scores) {
      if (score.contender().letter() == letter) {
        return score;
      }
    }
    return null;
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return System.getProperty("os.arch");
    }
    try (var lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse(System.getProperty("os.arch"));
    }
  }

  static String svg(List<Score> scores) {
    double most = scores.stream().mapToDouble(Score::rate).max().orElse(1);
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"820\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">\n"
            .formatted(scores.size() * 30 + 40));
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    out.append("<text x=\"10\" y=\"22\">Answers a second, one core, median of all rounds</text>\n");
    int y = 36;
    for (Score score : scores) {
      String color = "cdef".indexOf(score.contender().letter()) >= 0 ? "#2a6f97" : "#a9a9a9";
      out.append(
          "<text x=\"10\" y=\"%d\">(%s) %s</text><rect x=\"300\" y=\"%d\" width=\"%.0f\" height=\"20\" fill=\"%s\"/><text x=\"%.0f\" y=\"%d\">%.0f</text>\n"
              .formatted(
                  y + 15,
                  score.contender().letter(),
                  score.contender().title(),
                  y,
                  BAR * score.rate() / most,
                  color,
                  306 + BAR * score.rate() / most,
                  y + 15,
                  score.rate()));
      y += 30;
    }
    return out.append("</svg>\n").toString();
  }

  static void write(String markdown, String svg) throws IOException {
    Path folder = Files.createDirectories(Path.of("bench/target"));
    Files.writeString(folder.resolve("bench.md"), markdown);
    Files.writeString(folder.resolve("bench.svg"), svg);
  }

  static {
    // Figures of a report are read by people everywhere: a point is a point.
    Locale.setDefault(Locale.ROOT);
  }
}
