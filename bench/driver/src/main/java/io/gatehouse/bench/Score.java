package io.gatehouse.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What one contender did, round by round. */
final class Score {

  private final Contender contender;
  private final List<Wrk.Result> rounds = new ArrayList<>();

  Score(Contender contender) {
    this.contender = contender;
  }

  Contender contender() {
    return contender;
  }

  void add(Wrk.Result result) {
    rounds.add(result);
  }

  double rate() {
    return median(Wrk.Result::rate);
  }

  double p99Millis() {
    return median(Wrk.Result::p99Millis);
  }

  double cpuMicros() {
    return median(Wrk.Result::cpuMicros);
  }

  /** Round by round against the same round of another: what drifts, drifts for both. */
  double against(Score other) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rounds.size(); i++) {
      ratios.add(rounds.get(i).rate() / other.rounds.get(i).rate());
    }
    return middle(ratios);
  }

  /** Slowest and fastest round, as shares of the median. */
  String spread() {
    double least = rounds.stream().mapToDouble(Wrk.Result::rate).min().orElse(0);
    double most = rounds.stream().mapToDouble(Wrk.Result::rate).max().orElse(0);
    return "-%.0f %% / +%.0f %%".formatted(100 * (1 - least / rate()), 100 * (most / rate() - 1));
  }

  private double median(ToDoubleFunction<Wrk.Result> figure) {
    return middle(rounds.stream().map(figure::applyAsDouble).toList());
  }

  private static double middle(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
