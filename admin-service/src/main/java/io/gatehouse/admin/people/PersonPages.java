package io.gatehouse.admin.people;

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
import java.util.Objects;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** One person: roles, logins, consents; and what an operator may do about them, asked first. */
@Path("/people/{id: [0-9A-Za-z-]{1,64}}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
class PersonPages {

  private static final String SECTION = "people";

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance detail(Frame frame, PersonCard card);
  }

  private final PersonActs acts;
  private final Desk desk;

  PersonPages(PersonActs acts, Desk desk) {
    this.acts = acts;
    this.desk = desk;
  }

  @GET
  @Blocking
  public TemplateInstance detail(@RestPath String id) {
    PersonCard card = acts.card(id);
    return Templates.detail(desk.frame(card.person().userName(), SECTION), card);
  }

  @GET
  @Path("/{act: end-all|disable|withdraw}")
  @RolesAllowed("admin")
  @Blocking
  public TemplateInstance ask(
      @RestPath String id, @RestPath String act, @RestQuery @Nullable String app) {
    return question(acts.card(id), act, app).page(desk, SECTION);
  }

  @POST
  @Path("/{act: end-all|disable|withdraw}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  @FreshLogin
  @Blocking
  public Response act(
      @RestPath String id,
      @RestPath String act,
      @RestQuery @Nullable String app,
      @RestForm @Nullable String reason) {
    PersonCard card = acts.card(id);
    String why = Reason.of(reason);
    if (why == null) {
      return question(card, act, app)
          .again(desk, SECTION, Objects.requireNonNullElse(reason, ""), Reason.WRONG);
    }
    long sequence =
        switch (act) {
          case "disable" -> acts.disable(card, why);
          case "withdraw" -> acts.withdraw(card, Objects.requireNonNullElse(app, ""), why);
          default -> acts.endAll(card, why);
        };
    return Response.seeOther(URI.create("/revocations/" + sequence + "?done=revoked")).build();
  }

  @POST
  @Path("/enable")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  @FreshLogin
  @Blocking
  public Response enable(@RestPath String id) {
    acts.enable(id);
    return Response.seeOther(URI.create("/people/" + id + "?done=person-enabled")).build();
  }

  private static Ask question(PersonCard card, String act, @Nullable String app) {
    String name = card.person().userName();
    String home = "/people/" + card.person().id();
    return switch (act) {
      case "disable" ->
          new Ask(
              "Disable " + name,
              name
                  + " cannot sign in any more, in any app, and everything issued to them stops"
                  + " within a second. Open logins now: "
                  + card.logins().size()
                  + ".",
              home + "/disable",
              "Disable " + name,
              home,
              true);
      case "withdraw" ->
          new Ask(
              "Withdraw the consent for " + app,
              app
                  + " loses what "
                  + name
                  + " agreed to, and everything issued to it for them stops within a second. Their"
                  + " logins and their other apps go on. It must ask anew.",
              home
                  + "/withdraw?app="
                  + URLEncoder.encode(Objects.requireNonNullElse(app, ""), StandardCharsets.UTF_8),
              "Withdraw the consent",
              home,
              true);
      default ->
          new Ask(
              "End all logins of " + name,
              name
                  + " is signed out everywhere (open logins now: "
                  + card.logins().size()
                  + ") and everything issued to them stops within a second. They can sign in"
                  + " again.",
              home + "/end-all",
              "End all logins",
              home,
              true);
    };
  }
}
