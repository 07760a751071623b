package io.gatehouse.admin.revocation;

import io.gatehouse.admin.authservice.LedgerShapes.Verifier;
import io.gatehouse.admin.authservice.Revocations;
import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The verifiers that are live, and how far behind each is. */
@Path("/verifiers")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
class VerifierPage {

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(Frame frame, List<Verifier> verifiers);
  }

  private final Revocations revocations;
  private final Desk desk;

  VerifierPage(@RestClient Revocations revocations, Desk desk) {
    this.revocations = revocations;
    this.desk = desk;
  }

  @GET
  public TemplateInstance show() {
    return Templates.list(desk.frame("Verifiers", "verifiers"), revocations.verifiers().items());
  }
}
