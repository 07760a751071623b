package io.gatehouse.orders.contract;

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

/** Writes the refusals into the document, once for all endpoints, in the shape of RFC 9457. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemAnswers implements OASFilter {

  private static final List<String> CHANGE =
      List.of("401", "403", "404", "409", "412", "428", "503");

  private static final Map<String, List<String>> BY_OPERATION =
      Map.ofEntries(
          Map.entry("listCatalog", List.of("400", "503")),
          Map.entry("changeCatalogItem", List.of("400", "401", "403", "404", "413", "415", "503")),
          Map.entry("protectedResource", List.of()),
          Map.entry("whoAmI", List.of("401")),
          Map.entry("listOrders", List.of("400", "401", "403", "503")),
          Map.entry("placeOrder", List.of("400", "401", "403", "413", "415", "422", "503")),
          Map.entry("readOrder", List.of("401", "403", "404", "503")),
          Map.entry("streamOrderEvents", List.of("400", "401", "403", "429", "503")),
          Map.entry("payOrder", CHANGE),
          Map.entry("shipOrder", CHANGE),
          Map.entry("cancelOrder", CHANGE));

  private static final Map<String, String> MEANING =
      Map.of(
          "400", "The request is not valid; errors[] points at each member",
          "401", "No credential, or one that is not accepted; see WWW-Authenticate",
          "403", "The credential lacks the scope, or its holder may not do this",
          "404", "Not there, or not yours to see",
          "409", "Not possible in the order's present state",
          "412", "The order has changed since it was read",
          "413", "The body is too large",
          "415", "The body is not application/json",
          "422", "The Idempotency-Key came with another body before");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    document.getComponents().addSchema("Problem", problem());
    if (document.getPaths() == null) {
      return;
    }
    for (PathItem path : document.getPaths().getPathItems().values()) {
      for (Operation operation : path.getOperations().values()) {
        for (String status : BY_OPERATION.getOrDefault(operation.getOperationId(), List.of())) {
          operation.getResponses().addAPIResponse(status, answer(status));
        }
      }
    }
  }

  private static APIResponse answer(String status) {
    String meaning =
        switch (status) {
          case "429" -> "Too many at once for this caller; see Retry-After";
          case "428" -> "If-Match is missing";
          case "503" -> "A part that this needs is away; see Retry-After";
          default -> MEANING.getOrDefault(status, "Refused");
        };
    return OASFactory.createAPIResponse()
        .description(meaning)
        .content(
            OASFactory.createContent()
                .addMediaType(
                    "application/problem+json",
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
  }

  private static Schema problem() {
    Schema violation =
        object()
            .addProperty("pointer", of(Schema.SchemaType.STRING))
            .addProperty("detail", of(Schema.SchemaType.STRING));
    return object()
        .description("Problem details (RFC 9457) with a code for programs")
        .addProperty("type", of(Schema.SchemaType.STRING))
        .addProperty("title", of(Schema.SchemaType.STRING))
        .addProperty("status", of(Schema.SchemaType.INTEGER))
        .addProperty("detail", of(Schema.SchemaType.STRING))
        .addProperty("code", of(Schema.SchemaType.STRING))
        .addProperty("traceId", of(Schema.SchemaType.STRING))
        .addProperty("errors", of(Schema.SchemaType.ARRAY).items(violation))
        .required(List.of("type", "title", "status", "code", "traceId"));
  }

  private static Schema object() {
    return of(Schema.SchemaType.OBJECT);
  }

  private static Schema of(Schema.SchemaType type) {
    return OASFactory.createSchema().addType(type);
  }
}
