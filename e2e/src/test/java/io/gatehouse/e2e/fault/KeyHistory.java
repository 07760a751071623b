package io.gatehouse.e2e.fault;

import io.gatehouse.e2e.api.AuthApi;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What auth-service keeps of a partner's keys: the keys, their audit, events and revocations. */
final class KeyHistory {

  private final AuthApi api;
  private final String partner;

  KeyHistory(AuthApi api, String partner) {
    this.api = api;
    this.partner = partner;
  }

  /** By key id. */
  Map<String, Map<String, Object>> keys() {
    Map<String, Map<String, Object>> byId = new HashMap<>();
    for (Map<String, Object> key :
        all("/v1/partners/" + partner + "/keys", request -> request.queryParam("limit", 200))) {
      byId.put((String) key.get("id"), key);
    }
    return byId;
  }

  /** By key id, oldest first. */
  Map<String, List<Map<String, Object>>> audit() {
    Map<String, List<Map<String, Object>>> byKey = new HashMap<>();
    for (Map<String, Object> row :
        all("/v1/audit", request -> request.queryParam("target", "key").queryParam("limit", 200))) {
      if (row.get("after") instanceof Map<?, ?> after && partner.equals(after.get("partnerId"))) {
        byKey.computeIfAbsent((String) row.get("targetId"), id -> new ArrayList<>()).addFirst(row);
      }
    }
    return byKey;
  }

  /** How often each key was told of, by {@code type id}. */
  Map<String, Integer> events() {
    Map<String, Integer> counts = new HashMap<>();
    for (Map<String, Object> event :
        all(
            "/v1/events",
            request -> request.queryParam("partnerId", partner).queryParam("limit", 200))) {
      counts.merge(event.get("type") + " " + event.get("keyId"), 1, Integer::sum);
    }
    return counts;
  }

  /** How many revocations of each key stand in the ledger after this sequence. */
  Map<String, Integer> revocations(long after) {
    Map<String, Integer> counts = new HashMap<>();
    for (Map<String, Object> revocation :
        all(
            "/v1/revocations",
            request -> request.queryParam("after", after).queryParam("limit", 500))) {
      if ("key".equals(revocation.get("target"))) {
        counts.merge((String) revocation.get("id"), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** The ledger's last sequence. */
  long newestRevocation() {
    return api.request()
        .get("/v1/revocations/newest")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getLong("items[0].sequence");
  }

  /** Checks the audit from its first row to its last; how many rows that were. */
  int verifiedAudit() {
    int checked = 0;
    @Nullable String cursor = null;
    do {
      RequestSpecification request = api.request().queryParam("limit", 10_000);
      if (cursor != null) {
        request.queryParam("cursor", cursor);
      }
      JsonPath verdict =
          request.get("/v1/audit/verify").then().statusCode(200).extract().jsonPath();
      if (!verdict.getBoolean("intact")) {
        throw new AssertionError("the audit is broken: " + verdict.prettify());
      }
      checked += verdict.getInt("checked");
      cursor = verdict.getString("nextCursor");
    } while (cursor != null);
    return checked;
  }

  private List<Map<String, Object>> all(String path, UnaryOperator<RequestSpecification> query) {
    List<Map<String, Object>> items = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      RequestSpecification request = query.apply(api.request());
      if (cursor != null) {
        request.queryParam("cursor", cursor);
      }
      JsonPath page = request.get(path).then().statusCode(200).extract().jsonPath();
      items.addAll(page.getList("items"));
      cursor = page.getString("nextCursor");
    } while (cursor != null);
    return items;
  }
}
