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
      case "key-limited" -> "The limit is saved. Services apply it within seconds.";
      case "rotation-cancelled" ->
          "The rotation is called off. The new secret is dead, the old one lives on.";
      case "webhook-created" -> "The webhook is made. Its secret is shown below, this once.";
      case "webhook-rotated" -> "The webhook has a new secret, shown below, this once.";
      case "webhook-enabled" -> "The webhook is told of events again.";
      case "webhook-disabled" -> "The webhook is told of nothing until it is enabled again.";
      case "webhook-deleted" -> "The webhook is gone.";
      case "delivery-replayed" -> "The event will be sent again within seconds.";
      case "revoked" -> "It has been revoked. Below is who has applied it.";
      case "signing-rotated" -> "A rotation is under way. The new key signs when its time comes.";
      case "person-enabled" -> "The person can sign in again.";
      case "session-ended" -> "The session has been ended.";
      case "session-ended-here" ->
          "It has been ended here. Keycloak could not be told: the browser may sign in again by"
              + " itself. End the person's logins at People when Keycloak is back.";
      case "session-gone" -> "That session had already ended.";
      case null, default -> null;
    };
  }
}
