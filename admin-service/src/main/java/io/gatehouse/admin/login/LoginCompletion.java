package io.gatehouse.admin.login;

import io.gatehouse.admin.page.KeptForm;
import io.gatehouse.admin.session.ClientNote;
import io.gatehouse.admin.session.OpenSession;
import io.gatehouse.admin.session.SessionContents;
import io.gatehouse.admin.session.SessionCookie;
import io.gatehouse.admin.session.SessionId;
import io.gatehouse.admin.session.SessionPolicy;
import io.gatehouse.admin.session.Sessions;
import io.gatehouse.admin.session.Tokens;
import io.quarkus.arc.Unremovable;
import io.quarkus.logging.Log;
import io.quarkus.oidc.AuthenticationCompletionAction;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationRedirectException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The login has succeeded at the identity provider: begins our session and sends the browser where
 * it wanted to go.
 *
 * <p>Ends the request with a redirect before Quarkus OIDC would make a session of its own, so that
 * there is one session and one cookie: ours. Quarkus has by now checked state, PKCE, nonce and the
 * ID token.
 */
@ApplicationScoped
@Unremovable
class LoginCompletion implements AuthenticationCompletionAction {

  private static final Duration SKEW = Duration.ofSeconds(5);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Sessions sessions;
  private final SessionPolicy policy;
  private final KeptForm keptForm;
  private final String publicUrl;

  LoginCompletion(
      Sessions sessions,
      SessionPolicy policy,
      KeptForm keptForm,
      @ConfigProperty(name = "gatehouse.urls.admin-service") String publicUrl) {
    this.sessions = sessions;
    this.policy = policy;
    this.keptForm = keptForm;
    this.publicUrl = publicUrl;
  }

  @Override
  public Uni<Void> action(AuthenticationCompletionContext login) {
    RoutingContext request = login.routingContext();
    LoginIntent intent = LoginIntent.take(request, request.request().getParam("state"));
    if (intent == null) {
      return refused("this browser did not ask for this login");
    }
    if (!(login.identity().getPrincipal() instanceof JsonWebToken idToken)) {
      return refused("no ID token");
    }
    Instant authTime = authTime(idToken);
    if (intent.fresh() && (authTime == null || authTime.isBefore(intent.started().minus(SKEW)))) {
      return refused("a fresh login was asked for, and this is an old one");
    }
    return previous(request)
        .flatMap(before -> {
          SessionContents contents =
              contents(
                  request, idToken, authTime, login.tokens(), continued(before, idToken, intent));
          return sessions
              .begin(contents, Instant.ofEpochSecond(idToken.getIssuedAtTime()))
              .onItem()
              .ifNull()
              .switchTo(() -> refused("the login ended while it was under way"))
              .call(now -> before == null ? Uni.createFrom().voidItem() : replace(before, now));
        })
        .invoke(now -> SessionCookie.write(request, now.id()))
        .invoke(now -> Log.infof("login: %s began", now.contents()))
        .flatMap(now ->
            Uni.createFrom()
                .failure(new AuthenticationRedirectException(publicUrl + intent.returnPath())));
  }

  /**
   * The old id is dead; a form that waited for this login moves to the new one, if it is theirs.
   */
  private Uni<?> replace(OpenSession before, OpenSession now) {
    Uni<?> move =
        before.contents().subject().equals(now.contents().subject())
            ? keptForm.move(before, now)
            : Uni.createFrom().voidItem();
    return move.flatMap(moved -> sessions.end(before.id()));
  }

  private Uni<@Nullable OpenSession> previous(RoutingContext request) {
    String cookie = SessionCookie.read(request);
    SessionId id = cookie == null ? null : SessionId.parse(cookie);
    return id == null ? Uni.createFrom().nullItem() : sessions.open(id);
  }

  /** A step-up goes on with the session there was: its absolute end stays where it is. */
  private static @Nullable OpenSession continued(
      @Nullable OpenSession before, JsonWebToken idToken, LoginIntent intent) {
    return intent.fresh()
            && before != null
            && before.contents().subject().equals(idToken.getSubject())
        ? before
        : null;
  }

  private SessionContents contents(
      RoutingContext request,
      JsonWebToken idToken,
      @Nullable Instant authTime,
      AuthorizationCodeTokens tokens,
      @Nullable OpenSession continued) {
    TokenClaims access = TokenClaims.of(tokens.getAccessToken());
    return new SessionContents(
        handle(),
        idToken.getSubject(),
        Objects.requireNonNullElse(idToken.getClaim("preferred_username"), idToken.getSubject()),
        access.roles(),
        access.scopes(),
        idToken.getClaim("sid"),
        idToken.getClaim("acr"),
        authTime,
        continued == null ? policy.now() : continued.contents().began(),
        ClientNote.address(request),
        ClientNote.userAgent(request),
        new Tokens(
            tokens.getAccessToken(),
            access.expiresAt(),
            tokens.getRefreshToken(),
            tokens.getIdToken()));
  }

  private static @Nullable Instant authTime(JsonWebToken idToken) {
    Object claim = idToken.getClaim("auth_time");
    return switch (claim) {
      case Number seconds -> Instant.ofEpochSecond(seconds.longValue());
      case jakarta.json.JsonNumber seconds -> Instant.ofEpochSecond(seconds.longValue());
      case null, default -> null;
    };
  }

  private static String handle() {
    byte[] bits = new byte[12];
    RANDOM.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  private static <T> Uni<T> refused(String why) {
    Log.warnf("login refused: %s", why);
    return Uni.createFrom().failure(new AuthenticationCompletionException(why));
  }
}
