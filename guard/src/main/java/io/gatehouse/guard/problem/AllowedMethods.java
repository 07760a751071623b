package io.gatehouse.guard.problem;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Allow} says with a 405 (RFC 9110 §15.5.6: it must be there). Quarkus REST knows the
 * endpoints but does not say, so they are listed once. Where two resources share the beginning of a
 * path it looks at one of them only (Jakarta REST §3.7.2) and says 404 for the other's methods.
 */
@ApplicationScoped
class AllowedMethods {

  private record Endpoint(String method, Pattern path) {}

  private volatile @Nullable List<Endpoint> endpoints;

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
    List<Endpoint> known = endpoints;
    if (known == null) {
      known = list();
      endpoints = known;
    }
    TreeSet<String> methods = new TreeSet<>();
    for (Endpoint endpoint : known) {
      if (endpoint.path().matcher(path).matches()) {
        methods.add(endpoint.method());
      }
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return methods.isEmpty() ? null : String.join(", ", methods);
  }

  private static List<Endpoint> list() {
    List<Endpoint> out = new ArrayList<>();
    Deployment deployment = ResteasyReactiveRecorder.getCurrentDeployment();
    RuntimeResourceVisitor.visitRuntimeResources(
        "",
        deployment.getClassMappers(),
        new RuntimeResourceVisitor() {
          @Override
          public void visitRuntimeResource(
              String httpMethod, String fullPath, RuntimeResource resource) {
            if (httpMethod != null) {
              out.add(new Endpoint(httpMethod, pattern(fullPath)));
            }
          }
        });
    return out;
  }

  /**
   * {@code /v1/orders/{id}}: a parameter is one step of the path, unless it brings an expression of
   * its own, as {@code {id: [a-z]{16}}} does.
   */
  static Pattern pattern(String template) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      int open = template.indexOf('{', at);
      int close = open < 0 ? -1 : end(template, open);
      if (close < 0) {
        break;
      }
      int colon = template.indexOf(':', open);
      out.append(Pattern.quote(template.substring(at, open)));
      out.append(
          colon > 0 && colon < close
              ? "(?:" + template.substring(colon + 1, close).strip() + ")"
              : "[^/]+");
      at = close + 1;
    }
    String rest = template.substring(at);
    out.append(Pattern.quote(rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest));
    return Pattern.compile(out.append("/?").toString());
  }

  /** Where a parameter ends; an expression may have braces of its own. */
  private static int end(String template, int open) {
    int depth = 0;
    for (int i = open; i < template.length(); i++) {
      char c = template.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
