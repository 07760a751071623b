package io.gatehouse.auth.listing;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the row's time and id. Opaque to clients, but no secret and not signed: it
 * only says where to go on, and what may be seen there is decided anew.
 */
public record Cursor(Instant at, String id) {

  private static final Pattern FORM = Pattern.compile("(-?\\d{1,17})\\.([0-9A-Za-z_-]{1,64})");

  /** Before the first row of a list that begins with the newest. */
  private static final Cursor START = new Cursor(Instant.parse("9999-12-31T23:59:59Z"), "~");

  public static Cursor parse(@Nullable String text) {
    if (text == null) {
      return START;
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      Matcher form = FORM.matcher(plain);
      if (form.matches()) {
        long micros = Long.parseLong(form.group(1));
        return new Cursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), form.group(2));
      }
    } catch (IllegalArgumentException e) {
      // Falls through: the answer is the same, and the cause says nothing more.
    }
    throw new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        "The cursor is not one that was given out here.",
        List.of(new Violation("?cursor", "take it from nextCursor of the page before")));
  }

  public String text() {
    String plain = ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }
}
