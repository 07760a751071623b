package io.gatehouse.guard.quota;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rate that may go on for ever, and how many requests may come at once.
 *
 * @param requests so many in each period, from 1 to {@link #MOST}
 * @param period whole seconds, from 1 to a day
 * @param burst how many may come at once after a pause, from 1 to {@link #MOST}
 * @param onStoreLoss what happens while permits cannot be had
 */
public record RateLimit(long requests, Duration period, long burst, OnStoreLoss onStoreLoss) {

  public static final long MOST = 1_000_000;
  private static final long LONGEST = Duration.ofDays(1).toSeconds();
  private static final Pattern WRITTEN =
      Pattern.compile("q=(\\d{1,7});w=(\\d{1,5});burst=(\\d{1,7});loss=(closed|localShare)");

  /** The choice between being refused too often and being let in too often. */
  public enum OnStoreLoss {
    /** No request enters: 503. */
    closed,
    /** Each replica lets its share of the rate in. */
    localShare
  }

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public RateLimit {
    if (requests < 1 || requests > MOST || burst < 1 || burst > MOST || !takes(period)) {
      throw new IllegalArgumentException("no such limit");
    }
  }

  /** Whether this can be a period. */
  public static boolean takes(Duration period) {
    return period.getNano() == 0 && period.toSeconds() >= 1 && period.toSeconds() <= LONGEST;
  }

  /** The written form, in a claim and in a column: {@code q=100;w=1;burst=20;loss=closed}. */
  public String written() {
    return "q=%d;w=%d;burst=%d;loss=%s"
        .formatted(requests, period.toSeconds(), burst, onStoreLoss.name());
  }

  /**
   * Reads the {@linkplain #written written form}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static RateLimit parse(String text) {
    Matcher parts = WRITTEN.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no such limit");
    }
    return new RateLimit(
        Long.parseLong(parts.group(1)),
        Duration.ofSeconds(Long.parseLong(parts.group(2))),
        Long.parseLong(parts.group(3)),
        OnStoreLoss.valueOf(parts.group(4)));
  }
}
