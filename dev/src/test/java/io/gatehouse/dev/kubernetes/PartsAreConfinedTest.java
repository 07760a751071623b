package io.gatehouse.dev.kubernetes;

import static io.gatehouse.dev.kubernetes.Manifests.at;
import static io.gatehouse.dev.kubernetes.Manifests.container;
import static io.gatehouse.dev.kubernetes.Manifests.list;
import static io.gatehouse.dev.kubernetes.Manifests.name;
import static io.gatehouse.dev.kubernetes.Manifests.number;
import static io.gatehouse.dev.kubernetes.Manifests.pod;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a part that was broken into cannot do, and how the cluster treats it. */
class PartsAreConfinedTest {

  private static final Manifests BASE = Manifests.of("base");

  @Test
  void allOurPartsAreThere() {
    assertEquals(
        List.of("admin-service", "auth-service", "keycloak", "orders-service", "spa"),
        BASE.kind("Deployment").stream().map(Manifests::name).toList());
  }

  @ParameterizedTest
  @MethodSource("everything")
  void noPartIsRootOrCanBecomeIt(Map<String, Object> part) {
    assertEquals(true, at(pod(part), "securityContext", "runAsNonRoot"));
    assertTrue(number(at(pod(part), "securityContext", "runAsUser")) > 0);
    assertEquals("RuntimeDefault", at(pod(part), "securityContext", "seccompProfile", "type"));
    Object confined = at(container(part), "securityContext");
    assertEquals(false, at(confined, "allowPrivilegeEscalation"));
    assertEquals(List.of("ALL"), at(confined, "capabilities", "drop"));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void noPartCanRewriteItsOwnCode(Map<String, Object> part) {
    assertEquals(true, at(container(part), "securityContext", "readOnlyRootFilesystem"));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void noPartGetsATokenForKubernetes(Map<String, Object> part) {
    assertEquals(false, at(pod(part), "automountServiceAccountToken"));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void noPartTakesTheMemoryOfTheOthers(Map<String, Object> part) {
    assertNotNull(at(container(part), "resources", "limits", "memory"));
    assertNotNull(at(container(part), "resources", "requests", "memory"));
    assertNotNull(at(container(part), "resources", "requests", "cpu"));
  }

  /** Liveness must not ask for a part that may be away: a restart would not bring it back. */
  @ParameterizedTest
  @MethodSource("ours")
  void eachQuestionIsAskedAtItsOwnAddress(Map<String, Object> part) {
    for (String probe : List.of("live", "ready", "start")) {
      String path =
          String.valueOf(
              at(
                  container(part),
                  probe.equals("live")
                      ? "livenessProbe"
                      : probe.equals("ready") ? "readinessProbe" : "startupProbe",
                  "httpGet",
                  "path"));
      assertTrue(path.contains("/health/" + probe), path);
    }
  }

  @ParameterizedTest
  @MethodSource("ours")
  void emptyingANodeTakesNoPartAwayWhole(Map<String, Object> part) {
    Map<String, Object> budget = named("PodDisruptionBudget", part);
    assertEquals(name(part), at(budget, "spec", "selector", "matchLabels", "app"));
    int replicas = number(at(part, "spec", "replicas"));
    // A budget of one for one replica would keep the node from ever being emptied.
    assertNotNull(at(budget, "spec", replicas > 1 ? "minAvailable" : "maxUnavailable"));
  }

  @ParameterizedTest
  @MethodSource("ours")
  void aServiceLeadsToEachPart(Map<String, Object> part) {
    Map<String, Object> service = named("Service", part);
    assertEquals(name(part), at(service, "spec", "selector", "app"));
    assertEquals(name(part), at(part, "spec", "template", "metadata", "labels", "app"));
    assertEquals(name(part), at(part, "spec", "selector", "matchLabels", "app"));
  }

  @Test
  void theNetworkIsClosedButForWhatIsNamed() {
    Map<String, Object> closed =
        BASE.kind("NetworkPolicy").stream()
            .filter(policy -> name(policy).equals("closed"))
            .findFirst()
            .orElseThrow();
    assertEquals(Map.of(), at(closed, "spec", "podSelector"));
    assertEquals(List.of("Ingress", "Egress"), at(closed, "spec", "policyTypes"));
    assertTrue(list(at(closed, "spec", "ingress")).isEmpty());
    assertTrue(list(at(closed, "spec", "egress")).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("ours")
  void onlyNamedNeighboursReachAPartAndOnlyAtItsPort(Map<String, Object> part) {
    Map<String, Object> policy = named("NetworkPolicy", part);
    assertEquals(name(part), at(policy, "spec", "podSelector", "matchLabels", "app"));
    assertEquals(List.of("Ingress", "Egress"), at(policy, "spec", "policyTypes"));
    Object port = at(list(at(named("Service", part), "spec", "ports")).getFirst(), "port");
    for (Object rule : list(at(policy, "spec", "ingress"))) {
      assertTrue(!list(at(rule, "from")).isEmpty(), "anybody may come in");
      assertEquals(List.of(Map.of("port", port)), at(rule, "ports"));
    }
    for (Object rule : list(at(policy, "spec", "egress"))) {
      assertTrue(!list(at(rule, "ports")).isEmpty(), "it may go anywhere");
    }
  }

  private static Map<String, Object> named(String kind, Map<String, Object> part) {
    return BASE.kind(kind).stream()
        .filter(object -> name(object).equals(name(part)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " for " + name(part)));
  }

  static Stream<Named<Map<String, Object>>> ours() {
    return BASE.kind("Deployment").stream().map(part -> Named.of(name(part), part));
  }

  static Stream<Named<Map<String, Object>>> everything() {
    return Stream.concat(
        ours(),
        Manifests.of("overlays/local").kind("Deployment").stream()
            .map(part -> Named.of(name(part), part)));
  }
}
