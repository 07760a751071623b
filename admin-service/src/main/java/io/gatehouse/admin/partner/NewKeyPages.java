package io.gatehouse.admin.partner;

import io.gatehouse.admin.authservice.AuthService;
import io.gatehouse.admin.authservice.Shapes.NewKey;
import io.gatehouse.admin.authservice.Shapes.Partner;
import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Fields;
import io.gatehouse.admin.page.Frame;
import io.gatehouse.admin.page.FreshLogin;
import io.gatehouse.admin.page.Mendable;
import io.gatehouse.guard.problem.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestPath;

/** New keys of a partner. */
@Path("/partners/{id}/keys")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("admin")
class NewKeyPages {

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance create(
        Frame frame, Partner partner, KeyForm form, Scopes scopes, Fields fields);
  }

  private final AuthService authService;
  private final Desk desk;
  private final GrantableScopes grantable;
  private final NewSecret newSecret;
  private final InstantSource clock;

  NewKeyPages(
      @RestClient AuthService authService,
      Desk desk,
      GrantableScopes grantable,
      NewSecret newSecret,
      InstantSource clock) {
    this.authService = authService;
    this.desk = desk;
    this.grantable = grantable;
    this.newSecret = newSecret;
    this.clock = clock;
  }

  @GET
  @Path("/new")
  public TemplateInstance create(@RestPath String id) {
    return createForm(authService.partner(id), KeyForm.empty(), Fields.FINE);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @FreshLogin
  public Response create(@RestPath String id, @BeanParam KeyForm form) {
    try {
      NewKey wanted =
          new NewKey(
              form.name(),
              form.environment(),
              form.scopes(),
              form.expiresAt(clock.instant()),
              form.cidrs(),
              form.limit.limit());
      return newSecret.shown(desk.session(), authService.createKey(id, wanted), "created");
    } catch (DateTimeParseException e) {
      return again(id, form, Fields.wrong("expiresAt", "Choose a day."));
    } catch (NumberFormatException e) {
      return again(id, form, Fields.wrong("rateLimit", "Give whole numbers, or none."));
    } catch (ProblemException problem) {
      return again(id, form, Mendable.fields(problem));
    }
  }

  private TemplateInstance createForm(Partner partner, KeyForm form, Fields fields) {
    Scopes scopes =
        grantable.of(Objects.requireNonNullElse(partner.scopes(), List.of()), form.scopes());
    return Templates.create(
        desk.frame("Create a key for " + partner.name(), "partners"),
        partner,
        form,
        scopes,
        fields);
  }

  private Response again(String partnerId, KeyForm form, Fields fields) {
    return Response.status(400)
        .entity(createForm(authService.partner(partnerId), form, fields))
        .build();
  }
}
