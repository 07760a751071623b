package io.gatehouse.admin.event;

import io.gatehouse.admin.authservice.EventShapes.Delivery;
import io.gatehouse.admin.authservice.EventShapes.HookSwitch;
import io.gatehouse.admin.authservice.EventShapes.NewWebhook;
import io.gatehouse.admin.authservice.EventShapes.Webhook;
import io.gatehouse.admin.authservice.Events;
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

/** Who is told of events: list, make, look at deliveries, switch, end. */
@Path("/webhooks")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
class WebhookPages {

  private static final String SECTION = "webhooks";
  private static final String ID = "{id: whk_[0-9a-f]{20}}";
  private static final int PAGE = 25;

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(Frame frame, List<Webhook> webhooks);

    static native TemplateInstance create(
        Frame frame, NewWebhook form, List<String> types, Fields fields);

    static native TemplateInstance detail(
        Frame frame, Webhook webhook, Page<Delivery> deliveries, @Nullable String secret);

    static native TemplateInstance ask(Frame frame, Webhook webhook, String act);
  }

  private final Events events;
  private final WebhookSecret secrets;
  private final Desk desk;

  WebhookPages(@RestClient Events events, WebhookSecret secrets, Desk desk) {
    this.events = events;
    this.secrets = secrets;
    this.desk = desk;
  }

  @GET
  public TemplateInstance list() {
    return Templates.list(desk.frame("Webhooks", SECTION), events.webhooks().items());
  }

  @GET
  @Path("/new")
  @RolesAllowed("admin")
  public TemplateInstance create() {
    return form(new NewWebhook("", List.of(), ""), Fields.FINE);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  @FreshLogin
  public Response create(
      @RestForm @Nullable String url,
      @RestForm List<String> events,
      @RestForm @Nullable String description) {
    NewWebhook form = new NewWebhook(text(url), List.copyOf(events), text(description));
    try {
      return shown(this.events.create(form), "webhook-created");
    } catch (ProblemException problem) {
      return Response.status(400).entity(form(form, Mendable.fields(problem))).build();
    }
  }

  @GET
  @Path("/" + ID)
  public TemplateInstance detail(@RestPath String id, @RestQuery @Nullable String cursor) {
    Webhook webhook = events.webhook(id);
    return Templates.detail(
        desk.frame("Webhook", SECTION),
        webhook,
        events.deliveries(id, cursor, PAGE),
        secrets.take(desk.session(), id));
  }

  @GET
  @Path("/" + ID + "/{act: rotate|delete}")
  @RolesAllowed("admin")
  public TemplateInstance ask(@RestPath String id, @RestPath String act) {
    return Templates.ask(desk.frame("Webhook", SECTION), events.webhook(id), act);
  }

  @POST
  @Path("/" + ID + "/rotate")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  @FreshLogin
  public Response rotate(@RestPath String id) {
    return shown(events.rotate(id), "webhook-rotated");
  }

  @POST
  @Path("/" + ID + "/delete")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  @FreshLogin
  public Response delete(@RestPath String id) {
    events.delete(id);
    return Response.seeOther(URI.create("/webhooks?done=webhook-deleted")).build();
  }

  @POST
  @Path("/" + ID + "/{act: enable|disable}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  public Response turn(@RestPath String id, @RestPath String act) {
    events.turn(id, new HookSwitch(act.equals("enable")));
    return to(id, "webhook-" + act + "d");
  }

  @POST
  @Path("/" + ID + "/deliveries/{delivery: [1-9][0-9]{0,17}}/replay")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  public Response replay(@RestPath String id, @RestPath String delivery) {
    events.replay(id, delivery);
    return to(id, "delivery-replayed");
  }

  private TemplateInstance form(NewWebhook form, Fields fields) {
    return Templates.create(desk.frame("New webhook", SECTION), form, EventTypes.ALL, fields);
  }

  private Response shown(Webhook webhook, String done) {
    secrets.keep(desk.session(), webhook);
    return to(webhook.id(), done);
  }

  private static Response to(String id, String done) {
    return Response.seeOther(URI.create("/webhooks/" + id + "?done=" + done)).build();
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "").strip();
  }
}
