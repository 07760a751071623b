package io.gatehouse.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loads with wrk from the core that no contender has: 16 connections, one thread. */
final class Wrk {

  private static final int CORE = 1;
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern COUNT = Pattern.compile("([0-9]+) requests in");
  private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");

  /**
   * @param rate answers a second
   * @param p99Millis with the core full, so a measure of queueing more than of work
   * @param cpuMicros of the server's processor time for each answer, its collector's and compiler's
   *     included: hardly moved by what else the machine does
   */
  record Result(double rate, double p99Millis, double cpuMicros) {}

  private Wrk() {}

  static Result load(Contender contender, int seconds) throws IOException, InterruptedException {
    Duration before = contender.server().processorTime();
    Process wrk =
        new ProcessBuilder(
                List.of(
                    "taskset",
                    "-c",
                    "" + CORE,
                    "wrk",
                    "-t1",
                    "-c16",
                    "-d" + seconds + "s",
                    "--timeout",
                    "10s",
                    "--latency",
                    "-s",
                    script(contender).toString(),
                    contender.server().url()))
            .redirectErrorStream(true)
            .start();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher rate = RATE.matcher(output);
    Matcher count = COUNT.matcher(output);
    Matcher p99 = P99.matcher(output);
    // One refusal among the answers, and the figure would be that of refusing.
    if (wrk.waitFor() != 0
        || output.contains("Non-2xx")
        || output.contains("Socket errors")
        || !rate.find()
        || !count.find()
        || !p99.find()) {
      throw new IllegalStateException("(" + contender.letter() + ") " + output + asked(contender));
    }
    Duration spent = contender.server().processorTime().minus(before);
    double answers = Double.parseDouble(count.group(1));
    return new Result(
        Double.parseDouble(rate.group(1)), millis(p99), spent.toNanos() / 1000.0 / answers);
  }

  /** What one request is told, for whoever wonders why a load was refused. */
  private static String asked(Contender contender) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(contender.server().url()));
    if (!contender.tokens().isEmpty()) {
      request.header("Authorization", "Bearer " + contender.tokens().getFirst());
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.headers().map() + "\n" + answer.body();
    }
  }

  private static double millis(Matcher latency) {
    double value = Double.parseDouble(latency.group(1));
    return switch (latency.group(2)) {
      case "us" -> value / 1000;
      case "ms" -> value;
      default -> value * 1000;
    };
  }

  /** All requests are made before the first is sent, so that wrk costs the same for each row. */
  private static Path script(Contender contender) throws IOException {
    Path folder = Files.createDirectories(Path.of("bench/target/wrk"));
    Path tokens = folder.resolve(contender.letter() + ".txt");
    Files.write(tokens, contender.tokens().isEmpty() ? List.of("") : contender.tokens());
    return Files.writeString(
        folder.resolve(contender.letter() + ".lua"),
        """
        local requests = {}
        local turn = 0
        function init(args)
          for token in io.lines("%s") do
            local headers = {}
            if token ~= "" then headers["Authorization"] = "Bearer " .. token end
            requests[#requests + 1] = wrk.format("GET", nil, headers)
          end
        end
        function request()
          turn = turn %% #requests + 1
          return requests[turn]
        end
        """
            .formatted(tokens.toAbsolutePath()));
  }
}
