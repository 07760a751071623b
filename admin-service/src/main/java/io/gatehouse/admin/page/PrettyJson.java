package io.gatehouse.admin.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateExtension;

/** JSON as people read it. */
@TemplateExtension
final class PrettyJson {

  private PrettyJson() {}

  static String pretty(JsonNode json) {
    return json.toPrettyString();
  }
}
