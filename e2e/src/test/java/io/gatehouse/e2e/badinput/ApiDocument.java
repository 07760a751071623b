package io.gatehouse.e2e.badinput;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service's OpenAPI document, as it is served. */
final class ApiDocument {

  private static final String JSON = "application/json";
  private final JsonNode root;

  private ApiDocument(JsonNode root) {
    this.root = root;
  }

  static ApiDocument of(String serviceUrl) {
    String served =
        given()
            .queryParam("format", "json")
            .get(serviceUrl + "/q/openapi")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    try {
      return new ApiDocument(new ObjectMapper().readTree(served));
    } catch (JsonProcessingException e) {
      throw new AssertionError("the OpenAPI of " + serviceUrl + " is no JSON", e);
    }
  }

  List<Endpoint> endpoints() {
    List<Endpoint> endpoints = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (operation.getValue().has("responses")) {
          endpoints.add(
              new Endpoint(
                  operation.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  body(operation.getValue()),
                  query(path.getValue(), operation.getValue()),
                  this));
        }
      }
    }
    return endpoints;
  }

  /** The schema itself, where the document only refers to it. */
  JsonNode resolve(JsonNode schema) {
    JsonNode found = schema;
    while (found.has("$ref")) {
      found = root.at(found.get("$ref").asText().substring(1));
    }
    // A reference with a remark beside it, or a type or null, is written as a choice of one.
    for (String choice : List.of("allOf", "anyOf", "oneOf")) {
      for (JsonNode option : found.path(choice)) {
        if (!"null".equals(option.path("type").asText())) {
          return resolve(option);
        }
      }
    }
    return found;
  }

  private @Nullable JsonNode body(JsonNode operation) {
    JsonNode schema = operation.path("requestBody").path("content").path(JSON).path("schema");
    return schema.isMissingNode() ? null : resolve(schema);
  }

  private List<Endpoint.Parameter> query(JsonNode... holders) {
    List<Endpoint.Parameter> parameters = new ArrayList<>();
    for (JsonNode holder : holders) {
      for (JsonNode listed : holder.path("parameters")) {
        JsonNode parameter = resolve(listed);
        if (parameter.path("in").asText().equals("query")) {
          parameters.add(
              new Endpoint.Parameter(
                  parameter.path("name").asText(), resolve(parameter.path("schema"))));
        }
      }
    }
    return parameters;
  }
}
