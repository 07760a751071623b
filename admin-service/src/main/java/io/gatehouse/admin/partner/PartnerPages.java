package io.gatehouse.admin.partner;

import io.gatehouse.admin.authservice.AuthService;
import io.gatehouse.admin.authservice.Shapes.Key;
import io.gatehouse.admin.authservice.Shapes.NewPartner;
import io.gatehouse.admin.authservice.Shapes.Page;
import io.gatehouse.admin.authservice.Shapes.Partner;
import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Fields;
import io.gatehouse.admin.page.Frame;
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
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Partners: list, create, look at, change. */
@Path("/partners")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
class PartnerPages {

  private static final int PAGE = 20;
  private static final int KEYS = 25;

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(Frame frame, Page<Partner> partners, String q);

    static native TemplateInstance detail(
        Frame frame, Partner partner, Page<Key> keys, KeyFilter filter);

    static native TemplateInstance form(
        Frame frame, @Nullable String id, NewPartner form, Scopes scopes, Fields fields);
  }

  private final AuthService authService;
  private final Desk desk;
  private final GrantableScopes grantable;

  PartnerPages(@RestClient AuthService authService, Desk desk, GrantableScopes grantable) {
    this.authService = authService;
    this.desk = desk;
    this.grantable = grantable;
  }

  @GET
  public TemplateInstance list(@RestQuery @Nullable String q, @RestQuery @Nullable String cursor) {
    String search = q == null ? "" : q.strip();
    Page<Partner> page = authService.partners(search.isEmpty() ? null : search, cursor, PAGE);
    return Templates.list(desk.frame("Partners", "partners"), page, search);
  }

  @GET
  @Path("/new")
  @RolesAllowed("admin")
  public TemplateInstance create() {
    return form("New partner", null, new NewPartner("", "", List.of()), Fields.FINE);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  public Response create(
      @RestForm @Nullable String name,
      @RestForm @Nullable String contactEmail,
      @RestForm List<String> scopes) {
    NewPartner form = form(name, contactEmail, scopes);
    try {
      Partner created = authService.createPartner(form);
      return to(created.id(), "partner-created");
    } catch (ProblemException problem) {
      return again("New partner", null, form, problem);
    }
  }

  @GET
  @Path("/{id}")
  public TemplateInstance detail(
      @RestPath String id, @BeanParam KeyFilter filter, @RestQuery @Nullable String cursor) {
    Partner partner = authService.partner(id);
    return Templates.detail(
        desk.frame(partner.name(), "partners"),
        partner,
        filter.page(authService, id, cursor, KEYS),
        filter);
  }

  @GET
  @Path("/{id}/edit")
  @RolesAllowed("admin")
  public TemplateInstance edit(@RestPath String id) {
    Partner partner = authService.partner(id);
    return form(
        "Edit " + partner.name(),
        id,
        new NewPartner(
            partner.name(),
            Objects.requireNonNullElse(partner.contactEmail(), ""),
            Objects.requireNonNullElse(partner.scopes(), List.of())),
        Fields.FINE);
  }

  @POST
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  public Response change(
      @RestPath String id,
      @RestForm @Nullable String name,
      @RestForm @Nullable String contactEmail,
      @RestForm List<String> scopes) {
    NewPartner form = form(name, contactEmail, scopes);
    try {
      authService.changePartner(id, form);
      return to(id, "partner-changed");
    } catch (ProblemException problem) {
      return again("Edit partner", id, form, problem);
    }
  }

  private TemplateInstance form(String title, @Nullable String id, NewPartner form, Fields fields) {
    return Templates.form(
        desk.frame(title, "partners"), id, form, grantable.chosen(form.scopes()), fields);
  }

  /** Only what the person can mend is shown at the form; the rest is a page of its own. */
  private Response again(
      String title, @Nullable String id, NewPartner form, ProblemException problem) {
    if (!Mendable.is(problem)) {
      throw problem;
    }
    return Response.status(problem.code().status())
        .entity(form(title, id, form, Fields.of(problem)))
        .build();
  }

  private static NewPartner form(
      @Nullable String name, @Nullable String contactEmail, List<String> scopes) {
    return new NewPartner(
        Objects.requireNonNullElse(name, "").strip(),
        Objects.requireNonNullElse(contactEmail, "").strip(),
        List.copyOf(scopes));
  }

  private static Response to(String id, String done) {
    return Response.seeOther(URI.create("/partners/" + id + "?done=" + done)).build();
  }
}
