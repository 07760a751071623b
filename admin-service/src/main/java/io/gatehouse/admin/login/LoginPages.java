package io.gatehouse.admin.login;

import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Frame;
import io.gatehouse.admin.session.OpenSession;
import io.gatehouse.admin.session.SessionCookie;
import io.gatehouse.admin.session.Sessions;
import io.gatehouse.guard.problem.ErrorCode;
import io.quarkus.logging.Log;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * The pages around the login. {@code /login/start} and {@code /login/callback} are not here:
 * Quarkus OIDC answers them (see application.properties), and nothing else.
 */
@Path("/")
@Produces(MediaType.TEXT_HTML)
class LoginPages {

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance loginFailed(Frame frame);

    static native TemplateInstance loggedOut(Frame frame, boolean providerAway);
  }

  private final RealmTokens realm;
  private final Sessions sessions;
  private final Desk desk;
  private final String endSession;
  private final String publicUrl;
  private final String clientId;

  LoginPages(
      RealmTokens realm,
      Sessions sessions,
      Desk desk,
      @ConfigProperty(name = "gatehouse.urls.keycloak") String keycloak,
      @ConfigProperty(name = "gatehouse.urls.admin-service") String publicUrl,
      @ConfigProperty(name = "quarkus.oidc.client-id") String clientId) {
    this.realm = realm;
    this.sessions = sessions;
    this.desk = desk;
    this.endSession = keycloak + "/realms/gatehouse/protocol/openid-connect/logout";
    this.publicUrl = publicUrl;
    this.clientId = clientId;
  }

  /** Looks whether there is anything to log in at, before the browser is sent away. */
  @GET
  @Path("/login")
  @PermitAll
  public Uni<Response> login(
      @RestQuery("return") @Nullable String returnTo, @RestQuery @Nullable String fresh) {
    String start =
        "/login/start?return="
            + encoded(ReturnPath.of(returnTo))
            + ("true".equals(fresh) ? "&fresh=true" : "");
    return realm
        .isThere()
        .map(there -> {
          if (!there) {
            throw ErrorCode.DEPENDENCY_UNAVAILABLE.because(
                "Keycloak, where people sign in, cannot be reached. Who is signed in already"
                    + " can go on working.");
          }
          return Response.seeOther(URI.create(start)).build();
        });
  }

  @GET
  @Path("/login/failed")
  @PermitAll
  public TemplateInstance failed() {
    return Templates.loginFailed(desk.frame("Not signed in", ""));
  }

  @GET
  @Path("/logged-out")
  @PermitAll
  public TemplateInstance loggedOut(@RestQuery @Nullable String provider) {
    return Templates.loggedOut(desk.frame("Signed out", ""), "away".equals(provider));
  }

  /**
   * Ends the login at the provider, with its refresh token; then the record here, even if the
   * provider is away; then the browser's cookies there (OIDC RP-Initiated Logout 1.0 §2).
   *
   * <p>Without {@code id_token_hint}: that would put a token into an address, and so into histories
   * and logs. The provider needs no hint, since by then the login is over.
   */
  @POST
  @Path("/logout")
  @Authenticated
  public Uni<Response> logout(RoutingContext request) {
    OpenSession session = desk.session();
    String refresh = session.contents().tokens().refresh();
    Uni<Boolean> revoked = refresh == null ? realm.isThere() : realm.end(refresh);
    return revoked.flatMap(told ->
        sessions
            .end(session.id())
            .map(ended -> {
              Log.infof("logout: %s ended", session.contents());
              SessionCookie.clear(request);
              return Response.seeOther(told ? atProvider() : here())
                  .header("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"")
                  .build();
            }));
  }

  private URI atProvider() {
    return URI.create(
        endSession
            + "?client_id="
            + encoded(clientId)
            + "&post_logout_redirect_uri="
            + encoded(publicUrl + "/logged-out"));
  }

  private static URI here() {
    return URI.create("/logged-out?provider=away");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
