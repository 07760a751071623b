package io.gatehouse.admin.stand;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** auth-service's ledger and audit for the dashboard's own tests: one revocation, two records. */
final class KeeperRecords {

  private static final String REVOCATION =
      """
      {"sequence":7,"epoch":1,"target":"key","id":"0123456789abcdef","reason":"<b>leaked</b>",
       "requestedBy":"u-ada","requestedAt":"2026-11-01T10:00:00Z","expiresAt":"2026-11-01T11:00:00Z"%s}\
      """;

  /** What an app of a third party had of a login. */
  private static final String AT_CLIENT =
      """
      {"sequence":8,"epoch":1,"target":"session","id":"s-1","client":"insights-app",
       "reason":"keycloak: logged out","requestedBy":"keycloak:nobody known",
       "requestedAt":"2026-11-01T10:00:00Z","issuedBefore":"2026-11-01T10:00:01Z",
       "expiresAt":"2026-11-01T11:00:00Z"}\
      """;

  private static final String WAITING =
      """
      ,"receipt":{"sequence":7,"complete":false,"waitingFor":["orders-2"],
       "verifiers":[{"verifier":"orders-1","appliedAt":"2026-11-01T10:00:00.012Z","millis":12}]}\
      """;

  private static final String COMPLETE =
      """
      ,"receipt":{"sequence":7,"complete":true,"waitingFor":[],
       "verifiers":[{"verifier":"orders-1","appliedAt":"2026-11-01T10:00:00.012Z","millis":12},
        {"verifier":"orders-2","appliedAt":"2026-11-01T10:00:00.040Z","millis":40}]}\
      """;

  private static final String ENTRY =
      """
      {"sequence":%d,"at":"2026-11-01T10:00:00Z","action":"key.create","target":"key",
       "targetId":"0123456789abcdef","actor":{"subject":"u-ada","name":"%s","origin":"session",
       "client":"admin-dashboard"},"address":"127.0.0.1","traceId":"t","before":null,
       "after":{"name":"warehouse"},"hash":"00"}\
      """;

  private static final String TRAFFIC =
      """
      {"from":"2026-11-01T10:00:00Z","to":"2026-11-01T11:00:00Z","step":"minute",
       "buckets":[{"at":"2026-11-01T10:00:00Z","kinds":{}},
        {"at":"2026-11-01T10:01:00Z","kinds":{"api_key":{"admitted":12,"refused":{"key_revoked":1,"rate_limited":4}},
         "jwt":{"admitted":3,"refused":{}}}}],
       "totals":{"api_key":{"admitted":700,"refused":{"key_revoked":3,"rate_limited":40}},"jwt":{"admitted":3,"refused":{}},
        "none":{"admitted":0,"refused":{"credential_missing":2}}}}\
      """;

  private static final String WEBHOOK =
      """
      {"id":"whk_0123456789abcdef0123","url":"https://hooks.example/<b>","events":["key.revoked"],
       "description":"pager","enabled":true,"createdAt":"2026-11-01T10:00:00Z","createdBy":"u-ada"%s}\
      """;

  private final AtomicInteger looks = new AtomicInteger();

  boolean answers(HttpExchange exchange, String what) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    switch (what) {
      case "GET /v1/revocations/newest" ->
          Keeper.json(
              exchange,
              200,
              list(query.contains("target=session") ? AT_CLIENT : REVOCATION.formatted("")));
      case "GET /v1/revocations/8" ->
          Keeper.json(
              exchange, 200, AT_CLIENT.substring(0, AT_CLIENT.length() - 1) + COMPLETE + "}");
      case "POST /v1/revocations" -> Keeper.json(exchange, 201, REVOCATION.formatted(""));
      // Every other look finds it complete: what watches it sees it fill in.
      case "GET /v1/revocations/7" ->
          Keeper.json(
              exchange,
              200,
              REVOCATION.formatted(looks.getAndIncrement() % 2 == 0 ? WAITING : COMPLETE));
      case "GET /v1/verifiers" ->
          Keeper.json(
              exchange,
              200,
              list(
                  "{\"verifier\":\"orders-1\",\"epoch\":1,\"sequence\":6,\"behind\":1,"
                      + "\"appliedAt\":\"2026-11-01T10:00:00Z\",\"liveFor\":\"PT3S\"}"));
      case "GET /v1/audit" ->
          Keeper.json(
              exchange,
              200,
              query.contains("cursor=2")
                  ? list(ENTRY.formatted(1, "=HYPERLINK(1)"))
                  : "{\"items\":[" + ENTRY.formatted(2, "ada") + "],\"nextCursor\":\"2\"}");
      case "GET /v1/audit/verify" ->
          Keeper.json(
              exchange,
              200,
              query.contains("anchor=")
                  ? "{\"intact\":false,\"checked\":1,\"unsealed\":0,\"firstBad\":2,\"reason\":\"truncated\"}"
                  : "{\"intact\":true,\"checked\":2,\"unsealed\":0,\"head\":{\"sequence\":2,\"hash\":\"ab\"}}");
      case "GET /v1/keys/0123456789abcdef/usage" ->
          Keeper.json(
              exchange,
              200,
              "{\"buckets\":[{\"at\":\"2026-11-01T10:00:00Z\",\"counts\":{\"admitted\":9,\"key_disabled\":1}},"
                  + "{\"at\":\"2026-11-01T11:00:00Z\",\"counts\":{}}],\"totals\":{\"admitted\":9}}");
      case "GET /v1/signing-keys", "POST /v1/signing-keys/rotate" ->
          Keeper.json(
              exchange,
              200,
              list(
                  "{\"kid\":\"k1\",\"algorithm\":\"ES256\",\"state\":\"ACTIVE\",\"createdAt\":\"2026-11-01T10:00:00Z\"}"));
      case "GET /v1/traffic" -> Keeper.json(exchange, 200, TRAFFIC);
      case "GET /v1/events" ->
          Keeper.json(
              exchange,
              200,
              list(
                  "{\"sequence\":3,\"id\":\"evt_1\",\"type\":\"key.created\",\"timestamp\":\"2026-11-01T10:00:00Z\","
                      + "\"keyId\":\"0123456789abcdef\",\"partnerId\":\"p1\",\"data\":{\"name\":\"<i>x</i>\"}}"));
      case "GET /v1/webhooks" -> Keeper.json(exchange, 200, list(WEBHOOK.formatted("")));
      case "POST /v1/webhooks", "POST /v1/webhooks/whk_0123456789abcdef0123/rotate" ->
          Keeper.json(
              exchange, 201, WEBHOOK.formatted(",\"secret\":\"whsec_SHOWNONCEANDNEVERAGAIN\""));
      case "GET /v1/webhooks/whk_0123456789abcdef0123",
          "PATCH /v1/webhooks/whk_0123456789abcdef0123" ->
          Keeper.json(exchange, 200, WEBHOOK.formatted(""));
      case "DELETE /v1/webhooks/whk_0123456789abcdef0123" -> Keeper.json(exchange, 204, "");
      case "POST /v1/webhooks/whk_0123456789abcdef0123/deliveries/5/replay" ->
          Keeper.json(exchange, 202, "");
      case "GET /v1/webhooks/whk_0123456789abcdef0123/deliveries" ->
          Keeper.json(
              exchange,
              200,
              list(
                  "{\"id\":\"5\",\"eventId\":\"evt_1\",\"eventSequence\":3,\"type\":\"key.created\",\"state\":\"failed\","
                      + "\"createdAt\":\"2026-11-01T10:00:00Z\",\"attempts\":[{\"number\":1,\"at\":\"2026-11-01T10:00:01Z\","
                      + "\"outcome\":\"502\",\"millis\":12}]}"));
      case "POST /v1/keys/import" ->
          Keeper.json(
              exchange,
              200,
              "{\"items\":[{\"externalId\":\"key-1\",\"result\":\"created\",\"id\":\"0123456789abcdef\"},"
                  + "{\"externalId\":\"<b>key-2\",\"result\":\"refused\",\"errors\":[{\"pointer\":\"/hash/value\",\"detail\":\"must"
                  + " be 64 hex digits\"}]}]}");
      default -> {
        return false;
      }
    }
    return true;
  }

  private static String list(String item) {
    return "{\"items\":[" + item + "],\"nextCursor\":null}";
  }
}
