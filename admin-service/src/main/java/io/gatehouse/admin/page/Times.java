package io.gatehouse.admin.page;

import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them. UTC, and it says so. */
@TemplateExtension
final class Times {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

  private Times() {}

  static String day(Instant time) {
    return DAY.format(time);
  }

  static String minute(Instant time) {
    return MINUTE.format(time);
  }

  static String second(Instant time) {
    return SECOND.format(time);
  }

  /** {@code 23 h 59 min}: what is left until then. */
  static String left(Instant time) {
    Duration left = Duration.between(Instant.now(), time);
    if (left.isNegative()) {
      return "0 min";
    }
    String minutes = left.toMinutesPart() + " min";
    String hours = left.toHours() == 0 ? minutes : left.toHoursPart() + " h " + minutes;
    return left.toDays() == 0 ? hours : left.toDays() + " d " + hours;
  }

  /** {@code 3 min ago}, {@code in 2 days}. */
  static String relative(Instant time) {
    Duration gone = Duration.between(time, Instant.now());
    String span = span(gone.abs());
    if (span.isEmpty()) {
      return "just now";
    }
    return gone.isNegative() ? "in " + span : span + " ago";
  }

  private static String span(Duration time) {
    if (time.toDays() > 1) {
      return time.toDays() + " days";
    }
    if (time.toHours() > 1) {
      return time.toHours() + " h";
    }
    return time.toMinutes() < 1 ? "" : time.toMinutes() + " min";
  }
}
