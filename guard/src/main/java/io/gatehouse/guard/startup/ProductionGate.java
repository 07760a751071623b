package io.gatehouse.guard.startup;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Refuses to start in production while anything is complained of, and says all of it at once. Asked
 * at start; what reaches for another part before that asks first, or a part that is away would hide
 * what is wrong here.
 */
@ApplicationScoped
public class ProductionGate {

  private final List<ProductionCheck> checks;

  ProductionGate(@All List<ProductionCheck> checks) {
    this.checks = checks;
  }

  void check(@Observes @Priority(1) StartupEvent event) {
    pass();
  }

  /**
   * Returns if nothing is wrong, or if this is not production.
   *
   * @throws ConfigurationException names each property and what is wrong with it
   */
  public void pass() {
    if (ConfigUtils.isProfileActive("prod")) {
      refuse(checks.stream().flatMap(check -> check.complaints().stream()).distinct().toList());
    }
  }

  static void refuse(List<ProductionCheck.Complaint> complaints) {
    if (complaints.isEmpty()) {
      return;
    }
    throw new ConfigurationException(
        complaints.stream()
            .map(complaint -> complaint.property() + " " + complaint.reason())
            .collect(Collectors.joining("; ", "Not started in production: ", ".")));
  }
}
