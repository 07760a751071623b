package io.gatehouse.auth.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatehouse.guard.startup.ProductionCheck;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SigningCheckTest {

  private static List<String> complaints(Map<String, String> properties) {
    SigningConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(SigningConfig.class)
            .withDefaultValues(properties)
            .build()
            .getConfigMapping(SigningConfig.class);
    return new SigningCheck(config)
        .complaints().stream().map(ProductionCheck.Complaint::property).toList();
  }

  @Test
  void productionIsToldEverythingThatIsMissingAtOnce() {
    assertEquals(
        List.of("gatehouse.signing.encryption-key", "gatehouse.urls.auth-service"),
        complaints(Map.of()));
  }

  @Test
  void productionRefusesAnIssuerThatIsNotHttps() {
    assertEquals(
        List.of("gatehouse.urls.auth-service"),
        complaints(
            Map.of(
                "gatehouse.signing.encryption-key",
                "x",
                "gatehouse.signing.issuer",
                "http://auth.example")));
  }

  @Test
  void productionRefusesALeadThatVerifiersCannotKeepUpWith() {
    assertEquals(
        List.of("gatehouse.signing.lead"),
        complaints(
            Map.of(
                "gatehouse.signing.encryption-key",
                "x",
                "gatehouse.signing.issuer",
                "https://auth.example",
                "gatehouse.signing.lead",
                "PT5M")));
  }
}
