package io.gatehouse.guard.problem;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Another way to show a refusal than {@code application/problem+json}: a page, or the way to the
 * login. A CDI bean of this type is asked for every refusal, wherever it was raised; it must not
 * block, and the code and its status are not its to change.
 */
public interface RefusalView {

  /**
   * What to send instead, or null if this request wants the problem.
   *
   * @param headers those that would go with the problem; not to be changed
   */
  Refusals.@Nullable Answer show(
      RoutingContext request, Problem problem, Map<String, String> headers);
}
