package io.gatehouse.admin.partner;

import io.gatehouse.admin.authservice.AuthService;
import io.gatehouse.admin.authservice.Shapes.Key;
import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Frame;
import io.gatehouse.admin.page.FreshLogin;
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
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestPath;

/** Calls a rotation off while both secrets live, after one question. */
@Path("/keys/{id}/rotate/cancel")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("admin")
class RotationCancel {

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance ask(Frame frame, Key key);
  }

  private final AuthService authService;
  private final Desk desk;

  RotationCancel(@RestClient AuthService authService, Desk desk) {
    this.authService = authService;
    this.desk = desk;
  }

  @GET
  public TemplateInstance ask(@RestPath String id) {
    Key key = authService.key(id);
    return Templates.ask(desk.frame("Call the rotation off", "keys"), key);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @FreshLogin
  public Response cancel(@RestPath String id) {
    authService.cancelRotation(id);
    return Response.seeOther(URI.create("/keys/" + id + "?done=rotation-cancelled")).build();
  }
}
