package io.gatehouse.dev.stack;

import java.util.Locale;

/** Of a part, as {@code status} shows it. */
public enum State {
  WAITING,
  STARTING,
  READY,
  /** On its way out: the launcher alone. */
  STOPPING,
  /** Somebody asked for it: {@code ./gatehouse stop PART}. */
  STOPPED,
  /** Its process went away by itself. */
  DIED,
  /** Died too often to be started again without being asked. */
  FAILED;

  public String shown() {
    return name().toLowerCase(Locale.ROOT);
  }
}
