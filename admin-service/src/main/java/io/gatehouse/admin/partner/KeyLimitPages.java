package io.gatehouse.admin.partner;

import io.gatehouse.admin.authservice.AuthService;
import io.gatehouse.admin.authservice.Shapes.Key;
import io.gatehouse.admin.authservice.Shapes.NewLimit;
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
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestPath;

/** How often a key may call: sets it, changes it, takes it away. */
@Path("/keys/{id}/limit")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("admin")
class KeyLimitPages {

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance limit(Frame frame, Key key, LimitForm limit, Fields fields);
  }

  private final AuthService authService;
  private final Desk desk;

  KeyLimitPages(@RestClient AuthService authService, Desk desk) {
    this.authService = authService;
    this.desk = desk;
  }

  @GET
  public TemplateInstance show(@RestPath String id) {
    Key key = authService.key(id);
    return form(key, LimitForm.of(key.rateLimit()), Fields.FINE);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response save(@RestPath String id, @BeanParam LimitForm limit) {
    try {
      authService.limitKey(id, new NewLimit(limit.limit()));
      return Response.seeOther(URI.create("/keys/" + id + "?done=key-limited")).build();
    } catch (NumberFormatException e) {
      return again(id, limit, Fields.wrong("rateLimit", "Give whole numbers, or none."));
    } catch (ProblemException problem) {
      return again(id, limit, Mendable.fields(problem));
    }
  }

  private Response again(String id, LimitForm limit, Fields fields) {
    return Response.status(400).entity(form(authService.key(id), limit, fields)).build();
  }

  private TemplateInstance form(Key key, LimitForm limit, Fields fields) {
    return Templates.limit(desk.frame("Limit of " + key.name(), "keys"), key, limit, fields);
  }
}
