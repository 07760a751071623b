package io.gatehouse.auth.leak;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/**
 * Where leaked keys are reported (docs/leaks.md). Open to anyone: who holds the whole key could do
 * worse with it than have it revoked.
 */
@Path("/v1/leaks")
@RequestScoped
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Leaks")
public class LeakResource {

  private final LeakReports reports;
  private final GithubMessage github;
  private final ReportLimit limit;
  private final ObjectMapper mapper;
  private final Validator validator;
  private final RoutingContext request;

  LeakResource(
      LeakReports reports,
      GithubMessage github,
      ReportLimit limit,
      ObjectMapper mapper,
      Validator validator,
      RoutingContext request) {
    this.reports = reports;
    this.github = github;
    this.limit = limit;
    this.mapper = mapper;
    this.validator = validator;
    this.request = request;
  }

  @POST
  @Operation(
      summary = "Report a key that was found where it does not belong",
      description =
          "The key and where it was found; or the message of GitHub's secret scanning, with its"
              + " signature in Github-Public-Key-Signature.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(oneOf = {Leak.class, GithubMessage.Found[].class})))
  @APIResponse(
      responseCode = "200",
      description = "Whether it is a key of ours; to GitHub, a list of labels",
      content =
          @Content(schema = @Schema(oneOf = {LeakVerdict.class, GithubMessage.Label[].class})))
  public Response report(
      byte[] body,
      @RestHeader("Github-Public-Key-Identifier") @Nullable String keyId,
      @RestHeader("Github-Public-Key-Signature") @Nullable String signature)
      throws IOException, SQLException {
    if (signature != null) {
      spend();
      return Response.ok(labels(github.read(body, keyId, signature))).build();
    }
    Leak leak = valid(mapper.readValue(body, Leak.class));
    spend();
    return Response.ok(LeakVerdict.of(reports.report(leak.key(), leak.source(), leak.finder())))
        .build();
  }

  /** What cannot be read costs nothing, and is not counted. */
  private void spend() {
    SocketAddress remote = request.request().remoteAddress();
    limit.spend(remote == null ? null : remote.hostAddress());
  }

  private List<GithubMessage.Label> labels(List<GithubMessage.Found> all) throws SQLException {
    List<GithubMessage.Label> labels = new ArrayList<>();
    for (GithubMessage.Found one : all) {
      String token = one.token() == null ? "" : one.token();
      boolean ours = reports.report(token, one.place(), Finder.GITHUB);
      labels.add(new GithubMessage.Label(token, one.type(), LeakVerdict.of(ours).label()));
    }
    return labels;
  }

  private Leak valid(@Nullable Leak leak) {
    if (leak == null) {
      throw ErrorCode.MALFORMED_REQUEST.because("A body is needed.");
    }
    Set<ConstraintViolation<Leak>> broken = validator.validate(leak);
    if (!broken.isEmpty()) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "The request is not valid.",
          broken.stream()
              .map(one -> new Violation("/" + one.getPropertyPath(), one.getMessage()))
              .toList());
    }
    return leak;
  }
}
