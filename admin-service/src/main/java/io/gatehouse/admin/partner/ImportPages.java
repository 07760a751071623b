package io.gatehouse.admin.partner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.admin.authservice.AuthService;
import io.gatehouse.admin.authservice.EventShapes.ImportResult;
import io.gatehouse.admin.page.Desk;
import io.gatehouse.admin.page.Fields;
import io.gatehouse.admin.page.Frame;
import io.gatehouse.admin.page.Mendable;
import io.gatehouse.admin.session.SessionPolicy;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/**
 * Keys of another system, uploaded as a batch. The same batch again imports nothing twice, so that
 * its answer needs no page of its own.
 */
@Path("/import")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({"admin", "support"})
@Blocking
class ImportPages {

  private static final URI PROVE = URI.create("/login?fresh=true&return=%2Fimport");

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance upload(Frame frame, boolean fresh, Fields fields);

    static native TemplateInstance results(
        Frame frame, List<ImportResult> items, long created, long existing, long refused);
  }

  private final AuthService authService;
  private final SessionPolicy policy;
  private final ObjectMapper json;
  private final Desk desk;

  ImportPages(
      @RestClient AuthService authService, SessionPolicy policy, ObjectMapper json, Desk desk) {
    this.authService = authService;
    this.policy = policy;
    this.json = json;
    this.desk = desk;
  }

  @GET
  public TemplateInstance show() {
    return form(Fields.FINE);
  }

  /**
   * A file is no form that could wait for a fresh login in the session: who needs one is told
   * before, and here sent to it with nothing done.
   */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed("admin")
  public Response take(@RestForm("file") @Nullable FileUpload file) {
    if (!isFresh()) {
      return Response.seeOther(PROVE).build();
    }
    JsonNode batch = file == null || file.size() == 0 ? null : read(file);
    if (batch == null) {
      return again(Fields.wrong("file", "Choose a JSON file like the example below."));
    }
    try {
      return Response.ok(results(authService.importKeys(batch).items())).build();
    } catch (ProblemException problem) {
      return again(Mendable.is(problem) ? atFile(problem) : Mendable.fields(problem));
    }
  }

  private TemplateInstance results(List<ImportResult> items) {
    return Templates.results(
        desk.frame("Import", "import"),
        items,
        count(items, "created"),
        count(items, "existing"),
        count(items, "refused"));
  }

  private TemplateInstance form(Fields fields) {
    return Templates.upload(desk.frame("Import", "import"), isFresh(), fields);
  }

  private Response again(Fields fields) {
    return Response.status(400).entity(form(fields)).build();
  }

  private boolean isFresh() {
    return policy.isFresh(desk.session().contents().authTime());
  }

  private @Nullable JsonNode read(FileUpload file) {
    try {
      return json.readTree(Files.readString(file.uploadedFile(), StandardCharsets.UTF_8));
    } catch (JsonProcessingException | CharacterCodingException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Fields atFile(ProblemException problem) {
    return Fields.wrong(
        "file",
        problem.violations().isEmpty()
            ? String.valueOf(problem.getMessage())
            : problem.violations().stream()
                .map(ImportPages::words)
                .collect(Collectors.joining("; ")));
  }

  private static String words(Violation violation) {
    return violation.pointer() + " " + violation.detail();
  }

  private static long count(List<ImportResult> items, String result) {
    return items.stream().filter(item -> item.result().equals(result)).count();
  }
}
