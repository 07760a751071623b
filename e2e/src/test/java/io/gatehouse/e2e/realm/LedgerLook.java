package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.stack.Deployment.AUTH;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.Metrics;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** What auth-service made of what was done at Keycloak, as an operator sees it. */
final class LedgerLook {

  private LedgerLook() {}

  static RequestSpecification ada() {
    return new AuthApi(People.atTheTerminal(Person.ADA).access()).request();
  }

  /** Entries of this target, newest first. */
  static List<Map<String, Object>> entries(String target, String id) {
    return ada()
        .queryParam("target", target)
        .queryParam("id", id)
        .get("/v1/revocations/newest")
        .then()
        .statusCode(200)
        .extract()
        .path("items");
  }

  /** Acts on this target that the audit has, each with its reason and its entries. */
  static List<Map<String, Object>> acts(String id) {
    return ada()
        .queryParam("action", "keycloak.act")
        .queryParam("targetId", id)
        .get("/v1/audit")
        .then()
        .statusCode(200)
        .extract()
        .path("items.after");
  }

  /** How many acts came by this path and had this outcome. */
  static long count(String path, String outcome) {
    return Math.round(
        new Metrics(AUTH)
            .sum(
                "gatehouse_keycloak_acts_total",
                "path=\"" + path + "\"",
                "outcome=\"" + outcome + "\""));
  }
}
