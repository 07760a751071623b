package io.gatehouse.admin.partner;

import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestPath;

/** Shows a new secret once, with a call to try it. */
@Path("/keys/{id}/secret")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("admin")
class SecretPage {

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance secret(Frame frame, NewSecret.Shown shown, String ordersUrl);

    static native TemplateInstance gone(Frame frame, String id);
  }

  private final NewSecret newSecret;
  private final Desk desk;
  private final String ordersUrl;

  SecretPage(
      NewSecret newSecret,
      Desk desk,
      @ConfigProperty(name = "gatehouse.urls.orders-service") String ordersUrl) {
    this.newSecret = newSecret;
    this.desk = desk;
    this.ordersUrl = ordersUrl;
  }

  @GET
  @Blocking
  public TemplateInstance show(@RestPath String id) {
    NewSecret.Shown shown = newSecret.take(desk.session(), id);
    return shown == null
        ? Templates.gone(desk.frame("Shown once", "partners"), id)
        : Templates.secret(desk.frame("Key " + shown.how(), "partners"), shown, ordersUrl);
  }
}
