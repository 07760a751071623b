package io.gatehouse.admin.session;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session that this request's cookie opened. */
public record OpenSession(
    SessionId id, long version, SessionContents contents, SessionCard card, Instant endsAt) {

  private static final String KEY = OpenSession.class.getName();

  /** The session of this request, or null if its cookie opened none. */
  public static @Nullable OpenSession of(RoutingContext request) {
    return request.get(KEY);
  }

  void attachTo(RoutingContext request) {
    request.put(KEY, this);
  }

  Caller caller() {
    return new Caller(
        contents.subject(),
        new Origin.BrowserSession(contents.handle(), contents.sid()),
        "admin-dashboard",
        contents.name(),
        contents.scopes(),
        contents.roles(),
        contents.began(),
        endsAt);
  }
}
