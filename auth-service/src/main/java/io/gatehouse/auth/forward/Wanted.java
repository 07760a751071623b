package io.gatehouse.auth.forward;

import io.gatehouse.guard.problem.ErrorCode;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the proxy wants to know: whether a caller may reach this service with these scopes.
 *
 * @param audience the service behind the proxy
 * @param scopes all of which the caller must have
 */
record Wanted(String audience, Set<String> scopes) {

  private static final String ATTRIBUTE = "gatehouse.verify";

  /** Notes what a path said ({@code /verify/AUDIENCE/SCOPES/…}), before the request is rerouted. */
  static void note(RoutingContext request, String audience, String scopes) {
    request.put(
        ATTRIBUTE, new Wanted(audience, scopes.equals("-") ? Set.of() : scopes(scopes, ",")));
  }

  /** From the path if it spoke, else from the query. */
  static Wanted of(RoutingContext request, @Nullable String audience, List<String> scopes) {
    Wanted noted = request.get(ATTRIBUTE);
    Wanted wanted =
        noted != null
            ? noted
            : new Wanted(audience == null ? "" : audience, scopes(String.join(" ", scopes), " "));
    if (wanted.audience().isEmpty()) {
      // Not 400: nginx takes anything but 401 and 403 for a fault of its own.
      throw ErrorCode.FORBIDDEN.because(
          "The proxy does not say which service it guards (audience). See docs/forward-auth.md.");
    }
    return wanted;
  }

  private static Set<String> scopes(String text, String separator) {
    Set<String> out = new TreeSet<>(List.of(text.split(separator, -1)));
    out.remove("");
    return out;
  }
}
