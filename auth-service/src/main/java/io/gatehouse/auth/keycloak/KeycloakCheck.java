package io.gatehouse.auth.keycloak;

import io.gatehouse.guard.startup.ProductionCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this service needs to ask Keycloak for anything. */
@ApplicationScoped
class KeycloakCheck implements ProductionCheck {

  private static final String SECRET = "quarkus.oidc-client.credentials.secret";

  private final KeycloakConfig.Admin config;
  private final Optional<String> secret;

  KeycloakCheck(KeycloakConfig config, @ConfigProperty(name = SECRET) Optional<String> secret) {
    this.config = config.admin();
    this.secret = secret;
  }

  @Override
  public List<Complaint> complaints() {
    List<Complaint> out = new ArrayList<>();
    if (!config.enabled()) {
      return out;
    }
    if (config.address().filter(URI::isAbsolute).isEmpty()) {
      out.add(new Complaint("gatehouse.urls.keycloak", "is not set"));
    }
    if (secret.isEmpty()) {
      out.add(new Complaint(SECRET, "is not set"));
    }
    return out;
  }
}
