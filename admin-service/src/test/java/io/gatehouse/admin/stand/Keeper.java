package io.gatehouse.admin.stand;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** auth-service for the dashboard's own tests: one partner, one key, and a memory of who asked. */
final class Keeper {

  private static final String PARTNER =
      """
      {"id":"p1","name":"Acme <script>alert(1)</script>","contactEmail":"ops@acme.example",
       "scopes":["orders:read","orders:write"],"metadata":{},"createdAt":"2026-11-01T10:00:00Z"}\
      """;

  private static final String KEY =
      """
      {"id":"0123456789abcdef","partnerId":"p1","name":"warehouse","environment":"test",
       "scopes":["orders:read"],"state":"active","createdAt":"2026-11-01T10:00:00Z","futureMember":1,
       "rateLimit":{"requests":100,"period":"PT1M","burst":20,"onStoreLoss":"localShare"},
       "lastUse":{"at":"2026-11-01T11:00:00Z","address":"192.0.2.9","userAgent":"x"},
       "secrets":[{"number":2,"createdAt":"2026-11-01T10:00:00Z","endsAt":null,"live":true},
        {"number":1,"createdAt":"2026-11-01T10:00:00Z","endsAt":"2036-11-01T10:00:00Z","live":true}]%s}\
      """;

  /** Has the form of a key; opens nothing. */
  static final String SECRET =
      "gk_test_0123456789abcdefTHESECRETTHATISSHOWNONCEANDNEVERAGAIN00000000000xyz";

  private static final Set<String> LISTS =
      Set.of(
          "/v1/partners",
          "/v1/partners/p1/keys",
          "/v1/keys",
          "/v1/revocations/newest",
          "/v1/verifiers",
          "/v1/audit",
          "/v1/events",
          "/v1/webhooks",
          "/v1/webhooks/whk_0123456789abcdef0123/deliveries");

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final KeeperRecords records = new KeeperRecords();
  private volatile boolean up = true;
  private volatile boolean empty;

  void serve(HttpServer http) {
    http.createContext("/v1/", this::answer);
    http.createContext("/q/health/ready", e -> Answers.send(e, 200, "application/json", "{}"));
    http.createContext(
        "/control/keeper",
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          if (query != null) {
            up = !query.equals("up=false");
            empty = query.equals("empty");
          }
          Answers.send(exchange, 200, "text/plain", String.join("\n", seen));
        });
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    String body = Answers.body(exchange);
    String query = exchange.getRequestURI().getQuery();
    seen.add(
        method
            + " "
            + path
            + (query == null ? "" : "?" + query)
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + (body.isEmpty() ? "" : " " + body));
    if (!up) {
      exchange.close();
      return;
    }
    String what = method + " " + path;
    if (body.contains("nonsense")) {
      Answers.send(
          exchange,
          400,
          "application/problem+json",
          """
          {"type":"urn:gatehouse:problem:validation_failed","title":"x","status":400,"detail":"bad",
           "code":"validation_failed","traceId":"1","errors":[{"pointer":"/name","detail":"may not be nonsense"},
           {"pointer":"/allowedCidrs/0","detail":"is no network"}]}\
          """);
      return;
    }
    if (empty && method.equals("GET") && LISTS.contains(path)) {
      json(exchange, 200, "{\"items\":[],\"nextCursor\":null}");
      return;
    }
    if (records.answers(exchange, what)) {
      return;
    }
    switch (what) {
      case "GET /v1/partners" ->
          json(exchange, 200, "{\"items\":[" + PARTNER + "],\"nextCursor\":null}");
      case "POST /v1/partners" -> json(exchange, 201, PARTNER);
      case "GET /v1/partners/p1", "PATCH /v1/partners/p1" -> json(exchange, 200, PARTNER);
      case "GET /v1/partners/p1/keys" ->
          json(exchange, 200, "{\"items\":[" + KEY.formatted("") + "],\"nextCursor\":null}");
      case "POST /v1/partners/p1/keys", "POST /v1/keys/0123456789abcdef/rotate" ->
          json(exchange, 201, KEY.formatted(",\"key\":\"" + SECRET + "\""));
      case "GET /v1/keys" ->
          json(
              exchange,
              200,
              "{\"items\":["
                  + KEY.formatted(",\"expiresAt\":\"2026-11-30T10:00:00Z\"")
                  + "],\"nextCursor\":null}");
      case "GET /v1/keys/0123456789abcdef",
          "POST /v1/keys/0123456789abcdef/rotate/cancel",
          "PATCH /v1/keys/0123456789abcdef",
          "POST /v1/keys/0123456789abcdef/revoke" ->
          json(exchange, 200, KEY.formatted(""));
      default ->
          Answers.send(
              exchange,
              404,
              "application/problem+json",
              "{\"code\":\"not_found\",\"detail\":\"There is nothing here.\"}");
    }
  }

  static void json(HttpExchange exchange, int status, String body) throws IOException {
    Answers.send(exchange, status, "application/json", body);
  }
}
