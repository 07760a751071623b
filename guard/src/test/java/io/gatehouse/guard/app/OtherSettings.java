package io.gatehouse.guard.app;

import io.gatehouse.guard.possession.Certificates;
import io.gatehouse.testkit.IssuerResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/**
 * A service that takes no keys and asks for certificates, as that of the other tests does not: two
 * settings that have nothing to do with each other, in one start.
 */
public final class OtherSettings implements QuarkusTestProfile {

  @Override
  public boolean disableGlobalTestResources() {
    return true;
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(
        new TestResourceEntry(IssuerResource.class), new TestResourceEntry(Certificates.class));
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "gatehouse.guard.exchange.enabled",
        "false",
        "quarkus.http.ssl.client-auth",
        "request",
        "quarkus.http.test-ssl-port",
        "0");
  }
}
