package io.gatehouse.auth.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * A member that need not be there may be null: that is how answers say that there is none, and
 * requests may say the same.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OptionalMembers implements OASFilter {

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getComponents() == null || api.getComponents().getSchemas() == null) {
      return;
    }
    api.getComponents().getSchemas().values().forEach(OptionalMembers::letOptionalBeNull);
  }

  private static void letOptionalBeNull(Schema schema) {
    if (schema.getProperties() == null) {
      return;
    }
    List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
    for (Map.Entry<String, Schema> member : Map.copyOf(schema.getProperties()).entrySet()) {
      if (!required.contains(member.getKey())) {
        schema.addProperty(member.getKey(), orNull(member.getValue()));
      }
    }
  }

  private static Schema orNull(Schema member) {
    if (member.getRef() != null) {
      return OASFactory.createSchema()
          .addAnyOf(member)
          .addAnyOf(OASFactory.createSchema().addType(Schema.SchemaType.NULL));
    }
    return member.getType() == null || member.getType().contains(Schema.SchemaType.NULL)
        ? member
        : member.addType(Schema.SchemaType.NULL);
  }
}
