package io.gatehouse.auth.key;

import io.gatehouse.guard.problem.ErrorCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a change takes for granted (RFC 9110 §13.1.1): nothing, or that the key is still as it was
 * read.
 *
 * @param ifMatch the header, or null
 */
record Precondition(@Nullable String ifMatch) {

  private static final Pattern TAG = Pattern.compile("\"(\\d{1,9})\"");

  void check(int version) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return;
    }
    Matcher tags = TAG.matcher(ifMatch);
    while (tags.find()) {
      if (Integer.parseInt(tags.group(1)) == version) {
        return;
      }
    }
    throw ErrorCode.PRECONDITION_FAILED.because("The key was changed since it was read.");
  }
}
