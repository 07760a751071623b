package io.gatehouse.admin.session;

import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Where new tokens come from: the identity provider, seen from a session. */
public interface TokenSource {

  /** New tokens, and what they say the person may do now. */
  record Refreshed(Tokens tokens, Set<String> roles, Set<String> scopes) {}

  /**
   * New tokens for this refresh token (RFC 6749 §6).
   *
   * @return fails with {@link LoginOverException} if the login has ended, with {@link #away} if the
   *     provider cannot be reached
   */
  Uni<Refreshed> refresh(SessionContents session, String refreshToken);

  /** The provider says that this login is over ({@code invalid_grant}). */
  final class LoginOverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LoginOverException() {
      super("the login is over", null, false, false);
    }
  }

  /** The provider cannot be reached, or answers nonsense: the session stays, the request ends. */
  static ProblemException away() {
    return ErrorCode.DEPENDENCY_UNAVAILABLE.because(
        "Keycloak, which renews your login, cannot be reached. You are still signed in.");
  }
}
