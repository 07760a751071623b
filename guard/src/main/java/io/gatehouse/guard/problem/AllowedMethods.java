package io.gatehouse.guard.problem;

import io.gatehouse.guard.endpoint.Endpoints;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Allow} says with a 405 (RFC 9110 §15.5.6: it must be there). Quarkus REST knows the
 * endpoints but does not say. Where two resources share the beginning of a path it looks at one of
 * them only (Jakarta REST §3.7.2) and says 404 for the other's methods.
 */
@ApplicationScoped
class AllowedMethods {

  private final Endpoints endpoints;

  AllowedMethods(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /**
   * What to say in {@code Allow}, if this refusal is that the path has no such method; else null.
   * An endpoint that was found and says 404 keeps its word: its method is among the allowed.
   */
  @Nullable String instead(ProblemException refusal, HttpServerRequest request) {
    if (refusal.code() != ErrorCode.NOT_FOUND && refusal.code() != ErrorCode.METHOD_NOT_ALLOWED) {
      return null;
    }
    String methods = of(request.path());
    boolean has =
        methods != null && List.of(methods.split(", ", -1)).contains(request.method().name());
    return has ? null : methods;
  }

  /** The methods that this path has, or null if none is known. */
  @Nullable String of(String path) {
    TreeSet<String> methods = new TreeSet<>();
    for (Endpoints.Endpoint endpoint : endpoints.at(path)) {
      methods.add(endpoint.method());
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return methods.isEmpty() ? null : String.join(", ", methods);
  }
}
