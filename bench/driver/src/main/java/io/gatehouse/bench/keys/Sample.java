package io.gatehouse.bench.keys;

import java.util.Arrays;

/** Durations in nanoseconds, as they were measured. */
final class Sample {

  private long[] values = new long[1 << 12];
  private int size;

  void add(long nanos) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = nanos;
  }

  void addAll(Sample other) {
    for (int i = 0; i < other.size; i++) {
      add(other.values[i]);
    }
  }

  int size() {
    return size;
  }

  /** The value that this share of all does not exceed. */
  long percentile(double share) {
    long[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return sorted[Math.min(size - 1, (int) Math.ceil(share * size) - 1)];
  }

  /** Those that are not above this. */
  Sample cropped(long most) {
    Sample cropped = new Sample();
    for (int i = 0; i < size; i++) {
      if (values[i] <= most) {
        cropped.add(values[i]);
      }
    }
    return cropped;
  }

  double mean() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += values[i];
    }
    return sum / size;
  }

  /** Unbiased. */
  double variance() {
    double mean = mean();
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += (values[i] - mean) * (values[i] - mean);
    }
    return sum / (size - 1);
  }

  /** Welch's t: how many standard errors the two means lie apart. */
  static double welch(Sample one, Sample other) {
    return (one.mean() - other.mean())
        / Math.sqrt(one.variance() / one.size + other.variance() / other.size);
  }
}
