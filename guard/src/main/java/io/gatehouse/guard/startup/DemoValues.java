package io.gatehouse.guard.startup;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** No secret of the demonstration, which the whole world can read, opens anything in production. */
@ApplicationScoped
class DemoValues implements ProductionCheck {

  private static final String DEMO = "demo-";
  private static final Pattern SECRET =
      Pattern.compile("SECRET|PASSWORD|PEPPER|TOKEN|CREDENTIAL|KEY");

  private final Config config;

  DemoValues(Config config) {
    this.config = config;
  }

  @Override
  public List<Complaint> complaints() {
    List<Complaint> out = new ArrayList<>();
    for (String property : config.getPropertyNames()) {
      if (counts(property) && isDemo(property)) {
        out.add(new Complaint(property, "is a demo value"));
      }
    }
    return out;
  }

  /** Not a property of another profile; nor a variable of the system, unless it sounds secret. */
  private static boolean counts(String property) {
    return !property.startsWith("%")
        && (property.indexOf('.') >= 0 || SECRET.matcher(property).find());
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
