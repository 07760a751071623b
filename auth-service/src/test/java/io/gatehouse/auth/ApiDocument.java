package io.gatehouse.auth;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds each request of a test that was accepted, and each answer, against {@code /q/openapi}. An
 * operation, a status, a query parameter or a member that the document does not have fails the
 * test, and so does a value of another type.
 */
final class ApiDocument implements Filter {

  static final ApiDocument INSTANCE = new ApiDocument();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  /** Not our own, not for people, or any path at all: Envoy puts the caller's behind /verify/…/. */
  private static final Pattern NOT_HELD =
      Pattern.compile("/q/.*|/verify/.*|/v1/keycloak/events|/backchannel-logout");

  /** Said before anybody looks at the path. */
  private static final Set<Integer> OF_THE_DOOR = Set.of(400, 401, 404, 405, 413, 414, 431);

  private @Nullable JsonNode document;

  private ApiDocument() {}

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    Response response = context.next(request, expected);
    String path = URI.create(request.getURI()).getRawPath();
    if (NOT_HELD.matcher(path).matches()) {
      return response;
    }
    List<String> complaints = new ArrayList<>();
    check(request, path, response, complaints);
    if (!complaints.isEmpty()) {
      throw new AssertionError(
          request.getMethod()
              + " "
              + path
              + " -> "
              + response.statusCode()
              + " is not as /q/openapi says: "
              + complaints);
    }
    return response;
  }

  private void check(
      FilterableRequestSpecification request,
      String path,
      Response response,
      List<String> complaints) {
    int status = response.statusCode();
    JsonNode operation = operation(path, request.getMethod());
    if (operation == null) {
      if (!OF_THE_DOOR.contains(status)) {
        complaints.add("no such operation");
      }
      return;
    }
    JsonNode answer = operation.at("/responses/" + status);
    if (status >= 400 && !answer.has("content")) {
      // Quarkus adds a bare 400, 401 or 403 of its own; what they carry is said once, by default.
      answer = resolve(operation.at("/responses/default"));
    }
    if (answer.isMissingNode()) {
      complaints.add("no answer " + status);
      return;
    }
    String body = response.asString();
    if (!body.isEmpty()) {
      String media = media(response.contentType());
      JsonNode schema = answer.at("/content/" + media + "/schema");
      if (media.matches(".*[/+]json|application~1json")) {
        validate("answer", schema, body, complaints);
      } else if (schema.isMissingNode()) {
        complaints.add("no answer of type " + response.contentType());
      }
    }
    // An import is answered 200 whatever its items are worth, each by itself.
    if (status < 300 && !path.equals("/v1/keys/import")) {
      accepted(request, operation, complaints);
    }
  }

  /** What was accepted must be what the document invites to. */
  private void accepted(
      FilterableRequestSpecification request, JsonNode operation, List<String> complaints) {
    TreeSet<String> known = new TreeSet<>();
    operation.path("parameters").forEach(one -> known.add(one.path("name").asText()));
    for (String name : request.getQueryParams().keySet()) {
      if (!known.contains(name)) {
        complaints.add("no query parameter " + name);
      }
    }
    JsonNode form =
        resolve(operation.at("/requestBody/content/application~1x-www-form-urlencoded/schema"));
    for (String name : request.getFormParams().keySet()) {
      if (!form.path("properties").has(name)) {
        complaints.add("no form parameter " + name);
      }
    }
    Object body = request.getBody();
    JsonNode content = operation.at("/requestBody/content");
    // A merge patch has the members that change, whatever else its schema asks for.
    if (body != null && !content.has("application/merge-patch+json")) {
      JsonNode schema = content.at("/application~1json/schema");
      if (schema.isMissingNode()) {
        complaints.add("no JSON request body");
      } else if (schema.has("$ref") || schema.has("properties") || schema.has("oneOf")) {
        String text =
            body instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : body.toString();
        validate("request", schema, text, complaints);
      }
    }
  }

  private void validate(String what, JsonNode schema, String body, List<String> complaints) {
    if (schema.isMissingNode()) {
      complaints.add(what + " of undocumented content: " + body);
      return;
    }
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document().get("components"));
    try {
      SCHEMAS
          .getSchema(whole)
          .validate(JSON.readTree(body))
          .forEach(complaint -> complaints.add(what + " " + complaint.getMessage()));
    } catch (JsonProcessingException e) {
      complaints.add(what + " is no JSON");
    }
  }

  private @Nullable JsonNode operation(String path, String method) {
    JsonNode paths = document().get("paths");
    JsonNode found = null;
    for (Map.Entry<String, JsonNode> one : paths.properties()) {
      String template = one.getKey();
      String pattern = "\\Q" + template.replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q") + "\\E";
      JsonNode operation = one.getValue().get(method.toLowerCase(java.util.Locale.ROOT));
      boolean better = found == null || !template.contains("{");
      if (operation != null && better && Pattern.matches(pattern, path)) {
        found = operation;
      }
    }
    return found;
  }

  private JsonNode resolve(JsonNode node) {
    JsonNode ref = node.get("$ref");
    return ref == null ? node : document().at(ref.asText().substring(1));
  }

  private static String media(String contentType) {
    return contentType.replaceAll(";.*", "").strip().replace("/", "~1");
  }

  private synchronized JsonNode document() {
    JsonNode known = document;
    if (known == null) {
      try {
        known = JSON.readTree(given().get("/q/openapi?format=json").asString());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
      // The document says which members there are; that there are no others is the test's to say.
      for (JsonNode schema : known.at("/components/schemas")) {
        if (schema.has("properties") && !schema.has("additionalProperties")) {
          ((ObjectNode) schema).put("additionalProperties", false);
        }
      }
      document = known;
    }
    return known;
  }
}
