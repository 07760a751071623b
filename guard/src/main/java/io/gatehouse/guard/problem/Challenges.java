package io.gatehouse.guard.problem;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** How a caller is told to authenticate, where that is not by a bearer token. */
public final class Challenges {

  private static final String ATTRIBUTE = "gatehouse.proofAlgorithms";

  private Challenges() {}

  /**
   * From here on, a refusal of this request asks for the scheme {@code DPoP} (RFC 9449 §7.1).
   *
   * @param algorithms of proofs, space separated
   */
  public static void askForProof(RoutingContext request, String algorithms) {
    request.put(ATTRIBUTE, algorithms);
  }

  static @Nullable String proofAlgorithms(RoutingContext request) {
    return request.get(ATTRIBUTE);
  }
}
