package io.gatehouse.admin.page;

import org.jspecify.annotations.Nullable;

/** Why something dangerous is done, as it goes into the audit. */
public final class Reason {

  private static final int LONGEST = 500;

  /** What to say at the field where there is none. */
  public static final Fields WRONG =
      Fields.wrong("reason", "Say why, in at most " + LONGEST + " characters.");

  private Reason() {}

  /** The text without blanks around it; null if it gives no reason. */
  public static @Nullable String of(@Nullable String text) {
    String reason = text == null ? "" : text.strip();
    return reason.isEmpty() || reason.length() > LONGEST ? null : reason;
  }
}
