package io.gatehouse.admin.revocation;

import io.gatehouse.admin.authservice.LedgerShapes.NewRevocation;
import io.gatehouse.admin.authservice.LedgerShapes.Revocation;
import io.gatehouse.admin.authservice.Revocations;
import io.gatehouse.admin.authservice.Shapes.Page;
import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Fields;
import io.gatehouse.admin.page.Frame;
import io.gatehouse.admin.page.FreshLogin;
import io.gatehouse.admin.page.Mendable;
import io.gatehouse.guard.problem.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
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

/** Revocations: the newest first, one with its receipt, a new one. */
@Path("/revocations")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
class RevocationPages {

  private static final String SECTION = "revocations";
  private static final int PAGE = 25;

  /** The form of a new one, as it was filled in. */
  public record Form(String target, String id, String reason) {}

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(
        Frame frame, Page<Revocation> revocations, List<TargetKind> kinds, String target);

    static native TemplateInstance detail(Frame frame, Revocation revocation, ReceiptView receipt);

    static native TemplateInstance create(
        Frame frame, Form form, List<TargetKind> kinds, Fields fields);
  }

  private final Revocations revocations;
  private final Desk desk;

  RevocationPages(@RestClient Revocations revocations, Desk desk) {
    this.revocations = revocations;
    this.desk = desk;
  }

  @GET
  public TemplateInstance list(
      @RestQuery @Nullable String target, @RestQuery @Nullable String cursor) {
    String kind = TargetKind.known(target);
    return Templates.list(
        desk.frame("Revocations", SECTION),
        revocations.newest(kind, null, cursor, PAGE),
        TargetKind.all(),
        Objects.requireNonNullElse(kind, ""));
  }

  @GET
  @Path("/{sequence: [0-9]{1,18}}")
  public TemplateInstance detail(@RestPath long sequence) {
    Revocation revocation = revocations.one(sequence);
    return Templates.detail(
        desk.frame("Revocation " + sequence, SECTION), revocation, ReceiptView.of(revocation));
  }

  @GET
  @Path("/new")
  @RolesAllowed("admin")
  public TemplateInstance create(
      @RestQuery @Nullable String target, @RestQuery @Nullable String id) {
    String kind = Objects.requireNonNullElse(TargetKind.known(target), "user");
    return form(new Form(kind, Objects.requireNonNullElse(id, ""), ""), Fields.FINE);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  @FreshLogin
  public Response create(
      @RestForm @Nullable String target,
      @RestForm @Nullable String id,
      @RestForm @Nullable String reason) {
    String kind = TargetKind.known(target);
    Form form = new Form(Objects.requireNonNullElse(kind, "user"), text(id), text(reason));
    if (kind == null) {
      return again(form, Fields.wrong("target", "Choose what is to be turned away."));
    }
    try {
      Revocation made =
          revocations.revoke(new NewRevocation(kind, form.id(), form.reason(), List.of()));
      return Response.seeOther(URI.create("/revocations/" + made.sequence() + "?done=revoked"))
          .build();
    } catch (ProblemException problem) {
      return again(form, Mendable.fields(problem));
    }
  }

  private TemplateInstance form(Form form, Fields fields) {
    return Templates.create(desk.frame("Revoke", SECTION), form, TargetKind.all(), fields);
  }

  private Response again(Form form, Fields fields) {
    return Response.status(400).entity(form(form, fields)).build();
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "").strip();
  }
}
