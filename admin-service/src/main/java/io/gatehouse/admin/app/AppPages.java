package io.gatehouse.admin.app;

import io.gatehouse.admin.page.Ask;
import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Frame;
import io.gatehouse.admin.page.FreshLogin;
import io.gatehouse.admin.page.Reason;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Apps: list, look at one with who agreed to it, turn one away. */
@Path("/apps")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
@Blocking
class AppPages {

  private static final String SECTION = "apps";
  private static final String ID = "{id: [^/]{1,255}}";

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(Frame frame, List<App> apps);

    static native TemplateInstance detail(Frame frame, AppCard card);
  }

  private final Apps apps;
  private final Desk desk;

  AppPages(Apps apps, Desk desk) {
    this.apps = apps;
    this.desk = desk;
  }

  @GET
  public TemplateInstance list() {
    return Templates.list(desk.frame("Apps", SECTION), apps.all());
  }

  @GET
  @Path("/" + ID)
  public TemplateInstance detail(@RestPath String id) {
    return Templates.detail(desk.frame(id, SECTION), apps.card(id));
  }

  @GET
  @Path("/" + ID + "/revoke")
  @RolesAllowed("admin")
  public TemplateInstance ask(@RestPath String id) {
    return question(apps.card(id)).page(desk, SECTION);
  }

  @POST
  @Path("/" + ID + "/revoke")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  @FreshLogin
  public Response revoke(@RestPath String id, @RestForm @Nullable String reason) {
    AppCard card = apps.card(id);
    String why = Reason.of(reason);
    if (why == null) {
      return question(card)
          .again(desk, SECTION, Objects.requireNonNullElse(reason, ""), Reason.WRONG);
    }
    long sequence = apps.revoke(id, why);
    return Response.seeOther(URI.create("/revocations/" + sequence + "?done=revoked")).build();
  }

  private static Ask question(AppCard card) {
    String id = card.app().clientId();
    String path = "/apps/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    String stops =
        "Every token that "
            + id
            + " has is refused within a second, for everybody (open logins now: "
            + card.logins()
            + "). ";
    return new Ask(
        "Revoke " + id,
        stops
            + (card.app().asks()
                ? "All consents for it are withdrawn (found so far: "
                    + card.consents().size()
                    + "): it must ask each person anew."
                : "An app of our own gets new tokens where somebody is still signed in: to shut it"
                    + " out, disable the client at Keycloak."),
        path + "/revoke",
        "Revoke " + id,
        path,
        true);
  }
}
