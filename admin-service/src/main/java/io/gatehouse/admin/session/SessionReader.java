package io.gatehouse.admin.session;

import io.gatehouse.guard.credential.CredentialReader;
import io.gatehouse.guard.credential.CredentialVerdict;
import io.gatehouse.guard.credential.Reading;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The session cookie as a credential. With Redis away the {@code Uni} fails: that is a 503, the
 * cookie stays, and the session works again when Redis is back.
 */
@ApplicationScoped
class SessionReader implements CredentialReader {

  private static final String ENDED = "Your session has ended. Sign in to go on.";

  private final Sessions sessions;

  SessionReader(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Reading read(RoutingContext request) {
    String cookie = SessionCookie.read(request);
    if (cookie == null || needsNoSession(request.normalizedPath())) {
      return CredentialVerdict.ABSENT;
    }
    SessionId id = SessionId.parse(cookie);
    if (id == null) {
      return ended(request);
    }
    String userAgent = ClientNote.userAgent(request);
    String address = ClientNote.address(request);
    return new Reading.Later(
        sessions
            .open(id)
            .flatMap(open ->
                open == null
                    ? Uni.createFrom().item(ended(request))
                    : sessions
                        .touch(open, address, userAgent)
                        .map(there -> there ? admitted(request, open) : ended(request))));
  }

  /** Ways in and out, style sheets, scripts and probes must work whatever cookie comes along. */
  private static boolean needsNoSession(String path) {
    return path.equals("/login")
        || path.startsWith("/login/")
        || path.equals("/logged-out")
        || path.equals("/backchannel-logout")
        || path.startsWith("/assets/")
        || path.startsWith("/webjars/")
        || path.startsWith("/q/");
  }

  private static CredentialVerdict admitted(RoutingContext request, OpenSession open) {
    open.attachTo(request);
    return new CredentialVerdict.Admitted(open.caller());
  }

  private static CredentialVerdict ended(RoutingContext request) {
    SessionCookie.clear(request);
    return new CredentialVerdict.Refused(ErrorCode.SESSION_ENDED, ENDED);
  }

  /** For a session that ends while a request is under way. */
  static ProblemException ended() {
    return ErrorCode.SESSION_ENDED.because(ENDED);
  }
}
