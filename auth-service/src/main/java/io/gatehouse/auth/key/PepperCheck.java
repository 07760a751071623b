package io.gatehouse.auth.key;

import io.gatehouse.guard.startup.ProductionCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Without a pepper, a dump of the database would be all that it takes to guess at keys. */
@ApplicationScoped
class PepperCheck implements ProductionCheck {

  private final KeysConfig config;

  PepperCheck(KeysConfig config) {
    this.config = config;
  }

  @Override
  public List<Complaint> complaints() {
    return config.peppers().containsKey(config.pepperVersion())
        ? List.of()
        : List.of(new Complaint("gatehouse.keys.peppers." + config.pepperVersion(), "is not set"));
  }
}
