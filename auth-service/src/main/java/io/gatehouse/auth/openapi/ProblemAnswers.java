package io.gatehouse.auth.openapi;

import io.gatehouse.guard.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Every operation can end in a problem (RFC 9457): said once, for all of them. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemAnswers implements OASFilter {

  private static final String NAME = "Problem";

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    api.getComponents().addSchema(NAME, schema());
    api.getComponents().addResponse(NAME, answer());
    if (api.getPaths() == null) {
      return;
    }
    for (PathItem path : api.getPaths().getPathItems().values()) {
      for (Map.Entry<PathItem.HttpMethod, Operation> one : path.getOperations().entrySet()) {
        Operation operation = one.getValue();
        if (operation.getResponses() == null) {
          operation.setResponses(OASFactory.createAPIResponses());
        }
        operation
            .getResponses()
            .addAPIResponse("default", OASFactory.createAPIResponse().ref(NAME));
      }
    }
  }

  private static APIResponse answer() {
    return OASFactory.createAPIResponse()
        .description("Refused or failed: code says which, detail says why (RFC 9457)")
        .content(
            OASFactory.createContent()
                .addMediaType(
                    Problem.MEDIA_TYPE,
                    OASFactory.createMediaType().schema(OASFactory.createSchema().ref(NAME))));
  }

  private static Schema schema() {
    Schema violation =
        OASFactory.createSchema()
            .addType(Schema.SchemaType.OBJECT)
            .addProperty("pointer", text("JSON pointer, ?query or header"))
            .addProperty("detail", text("What is wrong there"));
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .required(List.of("type", "title", "status", "code", "traceId"))
        .addProperty("type", text("urn:gatehouse:problem: and the code"))
        .addProperty("title", text("The code in words"))
        .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
        .addProperty("detail", text("What happened here"))
        .addProperty("code", text("For programs"))
        .addProperty("traceId", text("Under which the log has more"))
        .addProperty(
            "errors", OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(violation));
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
  }
}
