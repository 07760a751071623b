package io.gatehouse.admin.stand;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * Keycloak's admin API for the dashboard's own tests: one person, and a memory of what was asked.
 */
final class RealmAdmin {

  private static final String REALM = "/admin/realms/gatehouse";

  private static final Map<String, String> ANSWERS =
      Map.of(
          "/clients",
          """
          [{"id":"c-1","clientId":"insights-app","name":"Order Insights","enabled":true,"consentRequired":true,
            "optionalClientScopes":["orders:read","offline_access"]},
           {"id":"c-2","clientId":"admin-cli","enabled":true}]\
          """,
          "/clients?insights-app",
          """
          [{"id":"c-1","clientId":"insights-app","name":"Order Insights","enabled":true,"consentRequired":true,
            "optionalClientScopes":["orders:read","offline_access"]}]\
          """,
          "/clients?nobody",
          "[]",
          "/clients/c-1/session-count",
          "{\"count\":1}",
          "/users",
          """
          [{"id":"u-1","username":"carol","firstName":"Carol <b>","lastName":"C","email":"c@x.example","enabled":true}]\
          """,
          "/users/u-1",
          """
          {"id":"u-1","username":"carol","firstName":"Carol <b>","lastName":"C","email":"c@x.example","enabled":true}\
          """,
          "/users/u-1/role-mappings/realm/composite",
          """
          [{"name":"support"},{"name":"default-roles-gatehouse"}]\
          """,
          "/users/u-1/sessions",
          """
          [{"id":"kc-1","username":"carol","ipAddress":"192.0.2.7","start":1762000000000,"lastAccess":1762000600000,
            "clients":{"c1":"insights-app"}},
           {"id":"kc-2","username":"carol","ipAddress":"192.0.2.8","start":1762000000000,"lastAccess":1762000500000,
            "clients":{"c2":"orders-spa"}}]\
          """,
          "/users/u-1/consents",
          """
          [{"clientId":"insights-app","grantedClientScopes":["orders:read"],"createdDate":1762000000000}]\
          """);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final BooleanSupplier up;

  RealmAdmin(BooleanSupplier up) {
    this.up = up;
  }

  void serve(HttpServer http) {
    http.createContext(REALM, this::answer);
    http.createContext(
        "/control/realm",
        exchange -> Answers.send(exchange, 200, "text/plain", String.join("\n", asked)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(REALM.length());
    String method = exchange.getRequestMethod();
    String body = Answers.body(exchange);
    asked.add(method + " " + path + " " + body);
    if (!up.getAsBoolean()) {
      Answers.send(exchange, 503, "application/json", "");
      return;
    }
    if (!method.equals("GET")) {
      Answers.send(exchange, 204, "application/json", "");
      return;
    }
    String client = Answers.form(exchange.getRequestURI().getRawQuery()).get("clientId");
    String answer = ANSWERS.get(client == null ? path : path + "?" + client);
    Answers.send(
        exchange, answer == null ? 404 : 200, "application/json", answer == null ? "{}" : answer);
  }
}
