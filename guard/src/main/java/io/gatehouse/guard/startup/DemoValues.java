package io.gatehouse.guard.startup;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** No secret of the demonstration, which the whole world can read, opens anything in production. */
@ApplicationScoped
class DemoValues implements ProductionCheck {

  private static final String DEMO = "demo-";

  private final Config config;

  DemoValues(Config config) {
    this.config = config;
  }

  @Override
  public List<Complaint> complaints() {
    List<Complaint> out = new ArrayList<>();
    for (String property : config.getPropertyNames()) {
      // A property of another profile does not count here.
      if (!property.startsWith("%") && isDemo(property)) {
        out.add(new Complaint(property, "is a demo value"));
      }
    }
    return out;
  }

  private boolean isDemo(String property) {
    try {
      String value = config.getConfigValue(property).getValue();
      return value != null && value.startsWith(DEMO);
    } catch (RuntimeException e) {
      // It refers to another that is not set: whoever needs it will say so.
      return false;
    }
  }
}
