package io.gatehouse.guard.startup;

import io.gatehouse.guard.GuardConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** What guard itself must know: whom to believe, and how to reach them. */
@ApplicationScoped
class GuardSettings implements ProductionCheck {

  private static final String SECRET = "quarkus.oidc-client.credentials.secret";

  private final GuardConfig guard;
  private final Config config;

  GuardSettings(GuardConfig guard, Config config) {
    this.guard = guard;
    this.config = config;
  }

  @Override
  public List<Complaint> complaints() {
    List<Complaint> out = new ArrayList<>();
    issuer(out, "realm", guard.realm(), "gatehouse.urls.keycloak");
    issuer(out, "keys", guard.keys(), "gatehouse.urls.auth-service");
    if (guard.exchange().enabled()) {
      if (!isAbsolute(guard.exchange().endpoint().map(URI::toString))) {
        out.add(new Complaint("gatehouse.urls.auth-service", "is not set"));
      }
      if (!hasOwnCredential()) {
        out.add(new Complaint(SECRET, "is not set"));
      }
    }
    return out;
  }

  private static void issuer(
      List<Complaint> out, String name, GuardConfig.Issuer issuer, String address) {
    if (!issuer.enabled()) {
      return;
    }
    if (!isAbsolute(issuer.issuer()) || !isAbsolute(issuer.jwks().map(URI::toString))) {
      out.add(new Complaint(address, "is not set"));
    } else if (!issuer.issuer().orElseThrow().startsWith("https://")) {
      // Over http, whoever is on the way decides who may log in (RFC 8414 §2).
      out.add(new Complaint("gatehouse.guard." + name + ".issuer", "is not https"));
    }
  }

  private static boolean isAbsolute(Optional<String> address) {
    return address
        .filter(text -> text.startsWith("http://") || text.startsWith("https://"))
        .isPresent();
  }

  /** A secret, or another of the ways in which the client can prove who it is (RFC 7523). */
  private boolean hasOwnCredential() {
    for (String property : config.getPropertyNames()) {
      if (property.startsWith("quarkus.oidc-client.credentials.")) {
        return true;
      }
    }
    return false;
  }
}
