package io.gatehouse.e2e.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One documented operation of a service.
 *
 * @param body schema of its JSON body, if it takes one
 * @param query its query parameters
 */
record Endpoint(
    String method, String path, @Nullable JsonNode body, List<Parameter> query, ApiDocument api) {

  /** A parameter of the query and its schema. */
  record Parameter(String name, JsonNode schema) {}

  @Override
  public String toString() {
    return method + " " + path;
  }
}
