package io.gatehouse.orders.identity;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.gatehouse.orders.Callers;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProtectedResource200Test {

  @ConfigProperty(name = "gatehouse.urls.orders-service")
  String self;

  @ConfigProperty(name = "gatehouse.urls.keycloak")
  String keycloak;

  @Test
  void metadataNamesTheRealmAndTheScopes() {
    Callers.anonymous()
        .get("/.well-known/oauth-protected-resource")
        .then()
        .statusCode(200)
        .body("resource", equalTo(self))
        .body("authorization_servers", contains(keycloak + "/realms/gatehouse"))
        .body("scopes_supported", contains("orders:read", "orders:write"))
        .body("bearer_methods_supported", contains("header"))
        .body("dpop_signing_alg_values_supported", hasItem("ES256"))
        .body("dpop_bound_access_tokens_required", is(false));
  }
}
