package io.gatehouse.auth.signing;

import io.gatehouse.guard.startup.ProductionCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What this service needs to be an issuer that others can believe. */
@ApplicationScoped
class SigningCheck implements ProductionCheck {

  private final SigningConfig config;

  SigningCheck(SigningConfig config) {
    this.config = config;
  }

  @Override
  public List<Complaint> complaints() {
    List<Complaint> out = new ArrayList<>();
    if (config.encryptionKey().isEmpty()) {
      out.add(new Complaint(PrivateKeyVault.PROPERTY, "is not set"));
    }
    if (config.issuer().isEmpty()) {
      out.add(new Complaint("gatehouse.urls.auth-service", "is not set"));
    } else if (!config.issuer().get().startsWith("https://")) {
      out.add(new Complaint("gatehouse.urls.auth-service", "is not https"));
    }
    if (config.lead().compareTo(config.jwksMaxAge()) <= 0) {
      out.add(
          new Complaint(
              "gatehouse.signing.lead",
              "is not longer than gatehouse.signing.jwks-max-age: a new key would sign before"
                  + " verifiers know it"));
    }
    return out;
  }
}
