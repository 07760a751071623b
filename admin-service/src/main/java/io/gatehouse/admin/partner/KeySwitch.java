package io.gatehouse.admin.partner;

import io.gatehouse.admin.authservice.AuthService;
import io.gatehouse.admin.authservice.Shapes.Key;
import io.gatehouse.admin.authservice.Shapes.Switch;
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

/** Switches a key off, after one question, and on again. */
@Path("/keys/{id}")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RolesAllowed("admin")
class KeySwitch {

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance disable(Frame frame, Key key);
  }

  private final AuthService authService;
  private final Desk desk;

  KeySwitch(@RestClient AuthService authService, Desk desk) {
    this.authService = authService;
    this.desk = desk;
  }

  @GET
  @Path("/disable")
  @Consumes(MediaType.WILDCARD)
  public TemplateInstance ask(@RestPath String id) {
    Key key = authService.key(id);
    return Templates.disable(desk.frame("Disable " + key.name(), "keys"), key);
  }

  @POST
  @Path("/disable")
  @FreshLogin
  public Response disable(@RestPath String id) {
    authService.switchKey(id, new Switch(false));
    return to(id, "key-disabled");
  }

  @POST
  @Path("/enable")
  @FreshLogin
  public Response enable(@RestPath String id) {
    authService.switchKey(id, new Switch(true));
    return to(id, "key-enabled");
  }

  private static Response to(String id, String done) {
    return Response.seeOther(URI.create("/keys/" + id + "?done=" + done)).build();
  }
}
