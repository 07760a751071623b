package io.gatehouse.auth.audit;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.key;
import static io.gatehouse.auth.Api.partner;
import static io.gatehouse.auth.Api.sam;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.auth.Api;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTest {

  @Inject AuditLog log;
  @Inject AgroalDataSource database;

  @Test
  void eachChangeNamesThePersonAndWhatItWasAndIs() {
    Api.Made key = key();
    ada().body("{\"name\":\"hourly\"}").patch("/v1/keys/" + key.id());
    ada()
        .queryParam("target", "key")
        .queryParam("targetId", key.id())
        .get("/v1/audit")
        .then()
        .statusCode(200)
        .body("items.action", contains("key.change", "key.create"))
        .body("items[0].actor.subject", equalTo("ada"))
        .body("items[0].actor.origin", equalTo("user"))
        .body("items[0].actor.client", equalTo("orders-spa"))
        .body("items[0].address", notNullValue())
        .body("items[0].traceId", matchesPattern("[0-9a-f]{32}"))
        .body("items[0].before.name", equalTo("nightly import"))
        .body("items[0].after.name", equalTo("hourly"))
        .body("items[1].before", equalTo(null));
  }

  @Test
  void supportReadsTheAuditAndOthersDoNot() {
    sam().get("/v1/audit").then().statusCode(200);
    given().get("/v1/audit").then().statusCode(401);
    given().auth().oauth2(TestTokens.alice()).get("/v1/audit").then().statusCode(403);
  }

  @Test
  void pagesGoBackInTimeWithoutAGap() {
    partner();
    partner();
    partner();
    List<Integer> seen = new ArrayList<>();
    String cursor = null;
    for (int i = 0; i < 3; i++) {
      var request = ada().queryParam("limit", 1);
      if (cursor != null) {
        request.queryParam("cursor", cursor);
      }
      var page = request.get("/v1/audit").then().body("items", hasSize(1)).extract();
      seen.add(page.path("items[0].sequence"));
      cursor = page.path("nextCursor");
    }
    assertEquals(seen.getFirst() - 1, seen.get(1));
    assertEquals(seen.getFirst() - 2, seen.get(2));
    ada().queryParam("cursor", "x").get("/v1/audit").then().statusCode(400);
  }

  @Test
  void recordOutsideOfATransactionIsRefused() {
    assertThrows(
        TransactionalException.class, () -> log.append("test.act", "test", "1", null, null));
  }

  @Test
  void changeThatIsRolledBackLeavesNoRecord() throws Exception {
    long before = count();
    assertThrows(
        IllegalStateException.class,
        () ->
            QuarkusTransaction.requiringNew()
                .run(() -> {
                  log.append("test.act", "test", "1", null, Map.of("a", 1));
                  throw new IllegalStateException("the change fails");
                }));
    assertEquals(before, count());
  }

  @Test
  void recordCannotBeChangedOrRemoved() {
    partner();
    for (String tampering :
        List.of("update audit set action = 'x'", "delete from audit", "truncate audit")) {
      assertThrows(
          SQLException.class,
          () -> {
            try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
              statement.executeUpdate(tampering);
            }
          });
    }
  }

  @Test
  void chainHoldsThroughManyChangesAtOnceAndEveryHashIsThatOfItsRow() throws Exception {
    try (var pool = Executors.newFixedThreadPool(8)) {
      List<Future<String>> made = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        made.add(pool.submit(() -> partner("orders:read")));
      }
      for (Future<String> one : made) {
        one.get();
      }
    }
    byte[] previous = AuditEntry.GENESIS;
    long sequence = 0;
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select * from audit order by sequence")) {
      while (row.next()) {
        AuditEntry entry =
            new AuditEntry(
                row.getLong("sequence"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("action"),
                row.getString("target"),
                row.getString("target_id"),
                new Actor(
                    row.getString("actor"),
                    row.getString("actor_name"),
                    row.getString("actor_origin"),
                    row.getString("actor_client"),
                    row.getString("address"),
                    row.getString("trace_id")),
                row.getString("before"),
                row.getString("after"));
        assertEquals(++sequence, entry.sequence(), "no gap");
        assertArrayEquals(previous, row.getBytes("previous_hash"));
        previous = entry.hash(previous);
        assertArrayEquals(previous, row.getBytes("hash"), "row " + sequence);
      }
    }
  }

  private long count() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from audit")) {
      row.next();
      return row.getLong(1);
    }
  }
}
