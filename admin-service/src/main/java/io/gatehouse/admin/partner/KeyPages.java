package io.gatehouse.admin.partner;

import io.gatehouse.admin.authservice.AuthService;
import io.gatehouse.admin.authservice.RecordShapes.Entry;
import io.gatehouse.admin.authservice.Records;
import io.gatehouse.admin.authservice.Revocations;
import io.gatehouse.admin.authservice.Shapes.Key;
import io.gatehouse.admin.authservice.Shapes.Partner;
import io.gatehouse.admin.authservice.Shapes.Revoke;
import io.gatehouse.admin.authservice.Shapes.Rotate;
import io.gatehouse.admin.page.BarChart;
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
import org.jspecify.annotations.Nullable;

/** A key: look at it, rotate, revoke. */
@Path("/keys/{id}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
class KeyPages {

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance detail(
        Frame frame, Key key, Partner partner, BarChart usage, List<Entry> history);

    static native TemplateInstance rotate(
        Frame frame,
        Key key,
        Partner partner,
        String gracePeriod,
        boolean startsAtFirstUse,
        Fields fields);

    static native TemplateInstance revoke(
        Frame frame, Key key, Partner partner, String reason, Fields fields);
  }

  private static final int HISTORY = 20;

  private final AuthService authService;
  private final Revocations revocations;
  private final Records records;
  private final Desk desk;
  private final NewSecret newSecret;

  KeyPages(
      @RestClient AuthService authService,
      @RestClient Revocations revocations,
      @RestClient Records records,
      Desk desk,
      NewSecret newSecret) {
    this.authService = authService;
    this.revocations = revocations;
    this.records = records;
    this.desk = desk;
    this.newSecret = newSecret;
  }

  @GET
  public TemplateInstance detail(@RestPath String id) {
    Key key = authService.key(id);
    return Templates.detail(
        desk.frame(key.name(), "keys"),
        key,
        authService.partner(key.partnerId()),
        BarChart.of(
            records.usage(id).buckets().stream()
                .map(hour -> new BarChart.Slot(hour.at(), hour.admitted(), hour.refused()))
                .toList()),
        records.audit("key", id, null, null, HISTORY).items());
  }

  @GET
  @Path("/rotate")
  @RolesAllowed("admin")
  public TemplateInstance rotate(@RestPath String id) {
    return rotateForm(id, "PT24H", false, Fields.FINE);
  }

  @POST
  @Path("/rotate")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  @FreshLogin
  public Response rotate(
      @RestPath String id,
      @RestForm @Nullable String gracePeriod,
      @RestForm @Nullable String startsAtFirstUse) {
    String grace = Objects.requireNonNullElse(gracePeriod, "");
    boolean waits = "true".equals(startsAtFirstUse);
    try {
      return newSecret.shown(
          desk.session(), authService.rotate(id, new Rotate(grace, waits)), "rotated");
    } catch (ProblemException problem) {
      return refused(rotateForm(id, grace, waits, Mendable.fields(problem)));
    }
  }

  @GET
  @Path("/revoke")
  @RolesAllowed("admin")
  public TemplateInstance revoke(@RestPath String id) {
    return revokeForm(id, "", Fields.FINE);
  }

  @POST
  @Path("/revoke")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  @FreshLogin
  public Response revoke(@RestPath String id, @RestForm @Nullable String reason) {
    String why = Objects.requireNonNullElse(reason, "").strip();
    try {
      authService.revoke(id, new Revoke(why));
      return toReceipt(id, "key-revoked");
    } catch (ProblemException problem) {
      return refused(revokeForm(id, why, Mendable.fields(problem)));
    }
  }

  /** To the proof of who has applied it; to the key where nothing was left to turn away. */
  private Response toReceipt(String id, String done) {
    return revocations.newest("key", id, null, 1).items().stream()
        .findFirst()
        .map(r -> to("/revocations/" + r.sequence(), done))
        .orElseGet(() -> to("/keys/" + id, done));
  }

  private static Response to(String path, String done) {
    return Response.seeOther(URI.create(path + "?done=" + done)).build();
  }

  private TemplateInstance rotateForm(String id, String grace, boolean waits, Fields fields) {
    Key key = authService.key(id);
    return Templates.rotate(
        desk.frame("Rotate " + key.name(), "keys"),
        key,
        authService.partner(key.partnerId()),
        grace,
        waits,
        fields);
  }

  private TemplateInstance revokeForm(String id, String reason, Fields fields) {
    Key key = authService.key(id);
    return Templates.revoke(
        desk.frame("Revoke " + key.name(), "keys"),
        key,
        authService.partner(key.partnerId()),
        reason,
        fields);
  }

  private static Response refused(TemplateInstance page) {
    return Response.status(400).entity(page).build();
  }
}
