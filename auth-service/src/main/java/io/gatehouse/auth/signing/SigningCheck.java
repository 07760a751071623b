package io.gatehouse.auth.signing;

import io.gatehouse.guard.startup.ProductionCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this service needs to be an issuer that others can believe. */
@ApplicationScoped
class SigningCheck implements ProductionCheck {

  private final SigningConfig config;
  private final Optional<String> issuer;

  SigningCheck(
      SigningConfig config,
      @ConfigProperty(name = "gatehouse.urls.auth-service") Optional<String> issuer) {
    this.config = config;
    this.issuer = issuer;
  }

  @Override
  public List<Complaint> complaints() {
    List<Complaint> out = new ArrayList<>();
    if (config.encryptionKey().isEmpty()) {
      out.add(new Complaint(PrivateKeyVault.PROPERTY, "is not set"));
    }
    if (issuer.isEmpty()) {
      out.add(new Complaint("gatehouse.urls.auth-service", "is not set"));
    } else if (!issuer.get().startsWith("https://")) {
      out.add(new Complaint("gatehouse.urls.auth-service", "is not https"));
    }
    return out;
  }
}
