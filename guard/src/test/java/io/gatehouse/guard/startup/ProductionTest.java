package io.gatehouse.guard.startup;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.GuardConfig;
import io.gatehouse.guard.startup.ProductionCheck.Complaint;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The defaults of guard as they are shipped, with the settings of a production under them. */
class ProductionTest {

  private static final Map<String, String> GOOD =
      Map.of(
          "quarkus.application.name", "orders-service",
          "gatehouse.urls.keycloak", "https://login.example",
          "gatehouse.urls.auth-service", "https://auth.example",
          "quarkus.oidc-client.credentials.secret", "s3cret");

  @Test
  void completeProductionStarts() {
    assertEquals(List.of(), complaints(GOOD));
  }

  @Test
  void unsetAddressIsNamed() {
    assertNamed(without("gatehouse.urls.keycloak"), "gatehouse.urls.keycloak");
    assertNamed(without("gatehouse.urls.auth-service"), "gatehouse.urls.auth-service");
  }

  @Test
  void httpIssuerIsNamed() {
    assertNamed(
        with("gatehouse.urls.keycloak", "http://login.example"), "gatehouse.guard.realm.issuer");
    assertNamed(
        with("gatehouse.urls.auth-service", "http://auth.example"), "gatehouse.guard.keys.issuer");
  }

  @Test
  void innerAddressMayBePlain() {
    assertEquals(
        List.of(), complaints(with("gatehouse.internal.keycloak", "http://keycloak:8080")));
  }

  @Test
  void demoSecretIsNamedAndNotQuoted() {
    Map<String, String> demo =
        with("quarkus.oidc-client.credentials.secret", "demo-orders-service-secret");
    assertNamed(demo, "quarkus.oidc-client.credentials.secret");
    assertFalse(message(complaints(demo)).contains("demo-orders"));
  }

  @Test
  void demoSecretOfAnotherProfileDoesNotCount() {
    assertEquals(List.of(), complaints(with("%local.some.secret", "demo-x")));
  }

  @Test
  void variableOfTheSystemCountsOnlyIfItSoundsSecret() {
    assertEquals(List.of(), complaints(with("HOSTNAME", "demo-orders-5d9f")));
    assertNamed(with("GATEHOUSE_PEPPER_V1", "demo-pepper"), "GATEHOUSE_PEPPER_V1");
  }

  @Test
  void missingOwnSecretIsNamed() {
    assertNamed(
        without("quarkus.oidc-client.credentials.secret"),
        "quarkus.oidc-client.credentials.secret");
  }

  @Test
  void serviceWithoutExchangeNeedsNoSecretOfItsOwn() {
    Map<String, String> config = without("quarkus.oidc-client.credentials.secret");
    config.put("gatehouse.guard.exchange.enabled", "false");
    assertEquals(List.of(), complaints(config));
  }

  @Test
  void allComplaintsAreToldAtOnce() {
    assertEquals(
        "Not started in production: a.b is not set; c is x.",
        message(List.of(new Complaint("a.b", "is not set"), new Complaint("c", "is x"))));
    assertDoesNotThrow(() -> ProductionGate.refuse(List.of()));
  }

  private static String message(List<Complaint> complaints) {
    return String.valueOf(
        assertThrows(ConfigurationException.class, () -> ProductionGate.refuse(complaints))
            .getMessage());
  }

  private static Map<String, String> with(String property, String value) {
    Map<String, String> config = new HashMap<>(GOOD);
    config.put(property, value);
    return config;
  }

  private static Map<String, String> without(String property) {
    Map<String, String> config = new HashMap<>(GOOD);
    config.remove(property);
    return config;
  }

  private static void assertNamed(Map<String, String> config, String property) {
    List<Complaint> complaints = complaints(config);
    assertTrue(
        complaints.stream().anyMatch(c -> c.property().equals(property)), complaints.toString());
  }

  private static List<Complaint> complaints(Map<String, String> settings) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withProfile("prod")
            .addDefaultInterceptors()
            .withConverter(MemorySize.class, 200, new MemorySizeConverter())
            .withSources(new PropertiesConfigSource(settings, "settings", 500))
            .withSources(defaults())
            .withMapping(GuardConfig.class)
            .build();
    List<Complaint> out = new ArrayList<>(new DemoValues(config).complaints());
    out.addAll(new GuardSettings(config.getConfigMapping(GuardConfig.class), config).complaints());
    return out;
  }

  private static PropertiesConfigSource defaults() {
    URL file = GuardConfig.class.getResource("/META-INF/microprofile-config.properties");
    try {
      return new PropertiesConfigSource(file, 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
