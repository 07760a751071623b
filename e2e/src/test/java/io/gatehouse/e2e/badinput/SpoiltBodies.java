package io.gatehouse.e2e.badinput;

import static org.hamcrest.Matchers.emptyIterable;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matcher;

/** Bodies of the documented shape, each with exactly one thing wrong. */
final class SpoiltBodies {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int UNBOUNDED = 20_000;

  private final ApiDocument api;
  private final List<Spoilt> spoilt = new ArrayList<>();

  private SpoiltBodies(ApiDocument api) {
    this.api = api;
  }

  /**
   * One of them.
   *
   * @param pointer to the member that is wrong (RFC 6901)
   */
  record Spoilt(String what, String body, String pointer) {

    /**
     * What {@code errors[].pointer} should be. Shape is checked first, so its error stands alone; a
     * bound may be checked after another member that our example has got wrong.
     */
    Matcher<? super Iterable<String>> expected() {
      return what.startsWith("too") ? not(emptyIterable()) : hasItem(startsWith(pointer));
    }
  }

  static List<Spoilt> of(ApiDocument api, JsonNode schema) {
    SpoiltBodies bodies = new SpoiltBodies(api);
    JsonNode whole = bodies.example(schema);
    bodies.spoil(schema, whole, whole, "");
    return bodies.spoilt;
  }

  /** Something of this shape; patterns are not obeyed, so it need not be valid otherwise. */
  JsonNode example(JsonNode reference) {
    JsonNode schema = api.resolve(reference);
    if (schema.has("enum")) {
      return schema.get("enum").get(0);
    }
    return switch (type(schema)) {
      case "object" -> {
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
          object.set(member.getKey(), example(member.getValue()));
        }
        yield object;
      }
      case "array" -> JSON.arrayNode().add(example(schema.path("items")));
      case "integer", "number" -> JSON.numberNode(1);
      case "boolean" -> JSON.booleanNode(true);
      default ->
          JSON.textNode(
              switch (schema.path("format").asText()) {
                case "date-time" -> "2099-01-01T00:00:00Z";
                case "duration" -> "PT1H";
                case "uuid" -> "0190163d-8694-739b-aea5-966c26f8ad91";
                default -> "x";
              });
    };
  }

  private void spoil(JsonNode reference, JsonNode whole, JsonNode here, String pointer) {
    JsonNode schema = api.resolve(reference);
    switch (type(schema)) {
      case "object" -> {
        if (schema.has("properties")) {
          ObjectNode surprised = (ObjectNode) here.deepCopy();
          surprised.put("surprise", 1);
          add("unknown member", whole, surprised, pointer, pointer + "/surprise");
          for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
            String inside = pointer + "/" + member.getKey();
            spoil(member.getValue(), whole, here.get(member.getKey()), inside);
          }
        }
        if (!pointer.isEmpty()) {
          add("text for an object", whole, JSON.textNode("text"), pointer, pointer);
        }
      }
      case "array" -> {
        add("object for an array", whole, JSON.objectNode(), pointer, pointer);
        spoil(schema.path("items"), whole, here.get(0), pointer + "/0");
      }
      case "integer", "number" -> {
        add("text for a number", whole, JSON.textNode("many"), pointer, pointer);
        add("a number of 30 digits", whole, JSON.numberNode(1e30), pointer, pointer);
        if (schema.has("minimum")) {
          long below = schema.get("minimum").asLong() - 1;
          add("below the minimum", whole, JSON.numberNode(below), pointer, pointer);
        }
        if (schema.has("maximum")) {
          long above = schema.get("maximum").asLong() + 1;
          add("above the maximum", whole, JSON.numberNode(above), pointer, pointer);
        }
      }
      case "boolean" -> add("text for a boolean", whole, JSON.textNode("x"), pointer, pointer);
      default -> {
        add("object for a text", whole, JSON.objectNode(), pointer, pointer);
        int length = schema.path("maxLength").asInt(UNBOUNDED - 1) + 1;
        add("too long a text", whole, JSON.textNode("x".repeat(length)), pointer, pointer);
      }
    }
  }

  private void add(String what, JsonNode whole, JsonNode put, String at, String pointer) {
    JsonNode copy = whole.deepCopy();
    if (at.isEmpty()) {
      copy = put;
    } else {
      JsonNode parent = copy.at(at.substring(0, at.lastIndexOf('/')));
      String name = at.substring(at.lastIndexOf('/') + 1);
      if (parent instanceof ArrayNode array) {
        array.set(Integer.parseInt(name), put);
      } else {
        ((ObjectNode) parent).set(name, put);
      }
    }
    spoilt.add(new Spoilt(what + " at " + pointer, copy.toString(), pointer));
  }

  /** OpenAPI 3.1 writes a member that may be null as a list of two types. */
  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    for (JsonNode option : type) {
      if (!option.asText().equals("null")) {
        return option.asText();
      }
    }
    return type.asText(schema.has("properties") ? "object" : "string");
  }
}
