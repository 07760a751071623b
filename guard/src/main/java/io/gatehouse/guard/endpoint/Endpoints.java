package io.gatehouse.guard.endpoint;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;
import org.jspecify.annotations.Nullable;

/** The endpoints of this service, listed once. */
@ApplicationScoped
public class Endpoints {

  /**
   * One of them.
   *
   * @param method of HTTP
   * @param code what is called
   */
  public record Endpoint(String method, Pattern path, Method code) {}

  private volatile @Nullable List<Endpoint> all;

  /** Those whose path this is, whatever their method. */
  public List<Endpoint> at(String path) {
    return all().stream().filter(endpoint -> endpoint.path().matcher(path).matches()).toList();
  }

  public List<Endpoint> all() {
    List<Endpoint> known = all;
    if (known == null) {
      known = list();
      all = known;
    }
    return known;
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
              out.add(
                  new Endpoint(
                      httpMethod, pattern(fullPath), resource.getLazyMethod().getMethod()));
            }
          }
        });
    return List.copyOf(out);
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
