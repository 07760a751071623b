package io.gatehouse.admin.signing;

import io.gatehouse.admin.authservice.RecordShapes.SigningKey;
import io.gatehouse.admin.authservice.Records;
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
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The signing keys: which signs, which waits, which is still published; and the next rotation. */
@Path("/signing-keys")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
class SigningKeyPages {

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(Frame frame, List<SigningKey> keys);

    static native TemplateInstance rotate(Frame frame);
  }

  private final Records records;
  private final Desk desk;

  SigningKeyPages(@RestClient Records records, Desk desk) {
    this.records = records;
    this.desk = desk;
  }

  @GET
  public TemplateInstance list() {
    return Templates.list(
        desk.frame("Signing keys", "signing"), records.signingKeys().items().reversed());
  }

  @GET
  @Path("/rotate")
  @RolesAllowed("admin")
  public TemplateInstance rotate() {
    return Templates.rotate(desk.frame("Rotate the signing key", "signing"));
  }

  @POST
  @Path("/rotate")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @RolesAllowed("admin")
  @FreshLogin
  public Response begin() {
    records.rotateSigningKeys();
    return Response.seeOther(URI.create("/signing-keys?done=signing-rotated")).build();
  }
}
