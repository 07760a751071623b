package io.gatehouse.auth.event;

/** Kinds of events; docs/events.md shows each. */
public enum EventType {
  CREATED("key.created"),
  ROTATED("key.rotated"),
  DISABLED("key.disabled"),
  ENABLED("key.enabled"),
  REVOKED("key.revoked"),
  LEAKED("key.leaked"),
  EXPIRING("key.expiring"),
  UNUSED("key.unused"),
  OLD_SECRET_USED("key.old_secret_used");

  /** Matches each code. */
  public static final String PATTERN =
      "key\\.(created|rotated|disabled|enabled|revoked|leaked|expiring|unused|old_secret_used)";

  private final String code;

  EventType(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
