package io.gatehouse.admin.login;

import io.gatehouse.guard.startup.ProductionCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** What the dashboard must have in production. */
@ApplicationScoped
class DeskSettings implements ProductionCheck {

  private static final int SECRET = 32;

  private final Config config;

  DeskSettings(Config config) {
    this.config = config;
  }

  @Override
  public List<Complaint> complaints() {
    List<Complaint> out = new ArrayList<>();
    for (String address : List.of("gatehouse.urls.keycloak", "gatehouse.urls.admin-service")) {
      // Over http, whoever is on the way reads codes and cookies.
      if (!value(address).startsWith("https://")) {
        out.add(new Complaint(address, "is not https"));
      }
    }
    if (value("gatehouse.admin.session.secret").length() < SECRET) {
      out.add(new Complaint("gatehouse.admin.session.secret", "has fewer than 32 characters"));
    }
    for (String secret :
        List.of("gatehouse.secrets.admin-dashboard", "gatehouse.secrets.admin-service")) {
      if (value(secret).isEmpty()) {
        out.add(new Complaint(secret, "is not set"));
      }
    }
    return out;
  }

  private String value(String property) {
    return config.getOptionalValue(property, String.class).orElse("");
  }
}
