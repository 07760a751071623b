package io.gatehouse.guard.problem;

import io.vertx.ext.web.RoutingContext;

/** What the log line of a refusal may say about who asked: a key id at most, never a secret. */
public final class LogNote {

  private static final String KEY = "gatehouse.logNote";

  private LogNote() {}

  /** Notes something that is safe to log; the last note stands. */
  public static void put(RoutingContext request, String note) {
    request.put(KEY, note);
  }

  static String of(RoutingContext request) {
    String note = request.get(KEY);
    return note == null ? "-" : note;
  }
}
