package io.gatehouse.admin.page;

import io.gatehouse.admin.session.ForgeryToken;
import io.gatehouse.admin.session.OpenSession;
import io.gatehouse.guard.problem.ErrorCode;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The person at the desk in this request, as pages need them. */
@RequestScoped
public class Desk {

  private final RoutingContext request;

  Desk(RoutingContext request) {
    this.request = request;
  }

  public OpenSession session() {
    OpenSession session = OpenSession.of(request);
    if (session == null) {
      throw ErrorCode.CREDENTIAL_MISSING.because("Sign in first.");
    }
    return session;
  }

  public Frame frame(String title, String section) {
    return frameOf(request, title, section);
  }

  /** The frame of any request, logged in or not. */
  static Frame frameOf(RoutingContext request, String title, String section) {
    OpenSession session = OpenSession.of(request);
    if (session == null) {
      return new Frame(title, section, null, "", "", false, false, null);
    }
    Set<String> roles = session.contents().roles();
    boolean admin = roles.contains("admin");
    return new Frame(
        title,
        section,
        session.contents().name(),
        admin ? "admin" : roles.contains("support") ? "support" : "none",
        ForgeryToken.of(session.id()),
        admin || roles.contains("support"),
        admin,
        notice(request.request().getParam("done")));
  }

  /** Notices are chosen by a word in the address, never taken from it. */
  private static @Nullable String notice(@Nullable String done) {
    return switch (done) {
      case "partner-created" -> "The partner has been created.";
      case "partner-changed" -> "The partner has been changed.";
      case "key-revoked" -> "The key has been revoked. It opens nothing from now on.";
      case "key-disabled" -> "The key is disabled. It opens nothing until it is enabled again.";
      case "key-enabled" -> "The key is enabled again.";
      case "revoked" -> "It has been revoked. Below is who has applied it.";
      case "signing-rotated" -> "A rotation is under way. The new key signs when its time comes.";
      case "person-enabled" -> "The person can sign in again.";
      case "session-ended" -> "The session has been ended.";
      case "session-gone" -> "That session had already ended.";
      case null, default -> null;
    };
  }
}
