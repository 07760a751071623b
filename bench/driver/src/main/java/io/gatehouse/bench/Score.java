package io.gatehouse.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What one contender did, round by round, and how fast the first one was just before and after. */
final class Score {

  private final Contender contender;
  private final List<Wrk.Result> rounds = new ArrayList<>();
  private final List<Pace> paces = new ArrayList<>();

  /**
   * The one without a check, as measured right before and right after: how fast the machine was.
   */
  record Pace(Wrk.Result before, Wrk.Result after) {

    double rate() {
      return (before.rate() + after.rate()) / 2;
    }

    double cpuMicros() {
      return (before.cpuMicros() + after.cpuMicros()) / 2;
    }
  }

  Score(Contender contender) {
    this.contender = contender;
  }

  Contender contender() {
    return contender;
  }

  void add(Wrk.Result result, Pace pace) {
    rounds.add(result);
    paces.add(pace);
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

  /** Answers a second as a share of the pace: the median of the rounds. */
  double ofPace() {
    return middle(paced());
  }

  /** Processor time of an answer as a multiple of the pace's: the median of the rounds. */
  double cpuOfPace() {
    return middle(over(i -> rounds.get(i).cpuMicros() / paces.get(i).cpuMicros()));
  }

  /**
   * Round by round against another, each as a share of its own pace: what drifts, drifts for all.
   */
  double against(Score other) {
    List<Double> mine = paced();
    List<Double> theirs = other.paced();
    return middle(over(i -> mine.get(i) / theirs.get(i)));
  }

  /**
   * A quarter of the rounds was below the first, a quarter above the second: shares of the pace.
   */
  String spread() {
    List<Double> sorted = paced().stream().sorted().toList();
    int quarter = sorted.size() / 4;
    return "%.2f to %.2f".formatted(sorted.get(quarter), sorted.get(sorted.size() - 1 - quarter));
  }

  private List<Double> paced() {
    return over(i -> rounds.get(i).rate() / paces.get(i).rate());
  }

  private List<Double> over(IntToDoubleFunction figure) {
    return IntStream.range(0, rounds.size()).mapToDouble(figure).boxed().toList();
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
