package io.gatehouse.guard.stream;

import java.util.Locale;

/** Why a stream must end. */
public enum Ending {
  /** The caller's token, session, user, client, key, partner or the realm was revoked. */
  REVOKED("Access was revoked. Log in again, or ask for a new credential."),
  /** The credential that opened the stream has ended. */
  EXPIRED("The credential has expired. Open the stream again with a new one."),
  /** Whether the caller was revoked cannot be known any more. */
  STALE("Revocations cannot be checked at present. Open the stream again shortly.");

  private final String detail;

  Ending(String detail) {
    this.detail = detail;
  }

  /** The name of the last event of the stream: {@code revoked}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people at the other end. */
  public String detail() {
    return detail;
  }
}
