package io.gatehouse.orders.identity;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.orders.Callers;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WhoAmI200Test {

  @Test
  void userSeesSubjectScopesRolesAndEnd() {
    Callers.alice()
        .get("/v1/whoami")
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("subject", equalTo("alice"))
        .body("origin", equalTo("user"))
        .body("clientId", equalTo("orders-spa"))
        .body("scopes", contains("openid", "orders:read", "orders:write"))
        .body("roles", contains("customer"))
        .body("expiresAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"))
        .body("keyId", nullValue());
  }

  @Test
  void appSeesWhomItActsForAndNoRoles() {
    Callers.appOf("ada", "orders:read")
        .get("/v1/whoami")
        .then()
        .body("subject", equalTo("ada"))
        .body("origin", equalTo("delegated"))
        .body("clientId", equalTo("insights-app"))
        .body("roles", empty());
  }

  @Test
  void partnerSeesItsPartnerIdKeyAndEnvironment() {
    Callers.partner("acme", "key-one")
        .get("/v1/whoami")
        .then()
        .body("subject", equalTo("acme"))
        .body("origin", equalTo("partner"))
        .body("keyId", equalTo("key-one"))
        .body("environment", equalTo("live"))
        .body("roles", empty());
  }

  @Test
  void serviceSeesItself() {
    Callers.service()
        .get("/v1/whoami")
        .then()
        .body("origin", equalTo("service"))
        .body("clientId", equalTo("admin-service"))
        .body("roles", empty());
  }
}
