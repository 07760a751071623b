package io.gatehouse.auth.audit;

import static io.gatehouse.auth.Api.ada;
import static io.gatehouse.auth.Api.given;
import static io.gatehouse.auth.Api.partner;
import static io.gatehouse.auth.Api.sam;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who may do anything in the database edits the audit. */
@QuarkusTest
class ChainTest {

  @Inject AgroalDataSource database;
  @Inject ChainReader reader;
  @Inject Chain chain;

  private long last;

  @BeforeEach
  void keepACopy() throws SQLException {
    partner();
    partner();
    partner();
    partner();
    sql("drop table if exists audit_copy, audit_head_copy");
    sql("create table audit_copy as select * from audit");
    sql("create table audit_head_copy as select * from audit_head");
    last = number("select max(sequence) from audit");
  }

  @AfterEach
  void putItBack() throws SQLException {
    sql("truncate audit");
    sql("insert into audit select * from audit_copy");
    sql("truncate audit_head");
    sql("insert into audit_head select * from audit_head_copy");
    sql("drop table audit_copy, audit_head_copy");
  }

  private static ValidatableResponse verify(@Nullable String anchor) {
    var request = ada().queryParam("limit", 10_000);
    if (anchor != null) {
      request.queryParam("anchor", anchor);
    }
    return request.get("/v1/audit/verify").then().statusCode(200);
  }

  private static void assertBroken(long sequence, String reason) {
    verify(null)
        .body("intact", equalTo(false))
        .body("reason", equalTo(reason))
        .body("firstBad", equalTo((int) sequence))
        .body("nextCursor", nullValue());
  }

  @Test
  void untouchedAuditIsIntactToItsEnd() {
    verify(null)
        .body("intact", equalTo(true))
        .body("firstBad", nullValue())
        .body("unsealed", equalTo(0))
        .body("checked", equalTo((int) last))
        .body("head.sequence", equalTo((int) last))
        .body("head.hash", notNullValue());
  }

  @Test
  void editedRowIsNamed() throws SQLException {
    sql("update audit set actor = 'mallory' where sequence = " + (last - 2));
    assertBroken(last - 2, "edited");
    String metrics = given().get("/q/metrics").asString();
    assertTrue(metrics.contains("gatehouse_audit_broken_total{reason=\"edited\"}"));
  }

  @Test
  void removedRowIsNamed() throws SQLException {
    sql("delete from audit where sequence = " + (last - 2));
    assertBroken(last - 2, "removed");
  }

  @Test
  void removedFirstRowIsNamed() throws SQLException {
    sql("delete from audit where sequence = 1");
    assertBroken(1, "removed");
  }

  @Test
  void reorderedRowsAreNamed() throws SQLException {
    sql("update audit set sequence = 1000000 where sequence = " + (last - 2));
    sql("update audit set sequence = " + (last - 2) + " where sequence = " + (last - 1));
    sql("update audit set sequence = " + (last - 1) + " where sequence = 1000000");
    assertBroken(last - 2, "edited");
  }

  /** The hash is no secret: who edits a row can make the chain fit, but not the seals. */
  @Test
  void editedRowIsNamedThoughTheWholeChainWasHashedAnew() throws SQLException {
    sql("update audit set actor = 'mallory' where sequence = " + (last - 2));
    hashAnew(last - 2, 10_000);
    sql("update audit_head set hash = (select hash from audit where sequence = " + last + ")");
    assertBroken(last - 2, "rewritten");
    sql("update audit set seal = null where sequence >= " + (last - 2));
    assertBroken(last - 2, "rewritten");
  }

  /** Rows from before there were seals have the hash of the row before, and no more. */
  @Test
  void unsealedRowThatWasHashedAnewBreaksTheChainBehindIt() throws SQLException {
    sql("update audit set seal = null");
    sql("update audit_head set seal = null");
    verify(null).body("intact", equalTo(true)).body("unsealed", equalTo((int) last));
    sql("update audit set actor = 'mallory' where sequence = " + (last - 2));
    hashAnew(last - 2, 1);
    assertBroken(last - 1, "reordered");
  }

  @Test
  void rowsThatWereCutOffTheEndAreMissed() throws SQLException {
    sql("delete from audit where sequence > " + (last - 2));
    assertBroken(last - 1, "truncated");
    // An end that is made up has no seal that fits, and none at all is no better.
    sql(
        "update audit_head set (sequence, hash, seal) = (select sequence, hash, seal from audit"
            + " where sequence = "
            + (last - 2)
            + ")");
    assertBroken(last - 1, "truncated");
    sql("update audit_head set seal = null");
    assertBroken(last - 1, "truncated");
    sql("delete from audit_head");
    assertBroken(last - 1, "truncated");
  }

  /** Who kept an old end and puts it back is found by who kept a newer one, elsewhere. */
  @Test
  void cutThatPutsAnOldEndBackIsFoundByAnAnchor() throws SQLException {
    String anchor =
        verify(null).extract().path("head.sequence")
            + ":"
            + verify(null).extract().path("head.hash");
    sql("create table old_head as select * from audit_head");
    partner();
    String newer =
        verify(anchor).body("intact", equalTo(true)).extract().path("head.sequence")
            + ":"
            + verify(anchor).extract().path("head.hash");
    sql("delete from audit where sequence > " + last);
    sql("truncate audit_head");
    sql("insert into audit_head select * from old_head");
    sql("drop table old_head");
    verify(null).body("intact", equalTo(true));
    verify(newer)
        .body("intact", equalTo(false))
        .body("reason", equalTo("truncated"))
        .body("firstBad", equalTo((int) last + 1));
    verify(anchor.substring(0, anchor.length() - 1) + (anchor.endsWith("0") ? "1" : "0"))
        .body("intact", equalTo(false))
        .body("reason", equalTo("rewritten"));
  }

  @Test
  void processThatSawALaterEndMissesWhatWasCutOff() throws SQLException {
    AuditAnchor watcher =
        new AuditAnchor(
            chain, reader, new io.micrometer.core.instrument.simple.SimpleMeterRegistry());
    watcher.look();
    assertEquals(last, watcher.known().getFirst().sequence());
    sql("delete from audit where sequence = " + last);
    assertFalse(chain.check(0, 10_000, watcher.known()).intact());
  }

  @Test
  void longChainIsCheckedPageByPageAndABreakIsFoundOnItsPage() throws SQLException {
    int checked = 0;
    String cursor = "0";
    while (cursor != null) {
      var page =
          ada()
              .queryParam("limit", 3)
              .queryParam("cursor", cursor)
              .get("/v1/audit/verify")
              .then()
              .statusCode(200)
              .body("intact", equalTo(true))
              .extract();
      checked += page.<Integer>path("checked");
      cursor = page.path("nextCursor");
    }
    assertEquals(last, checked);
    sql("update audit set after = null where sequence = " + last);
    ada()
        .queryParam("cursor", last - 2)
        .get("/v1/audit/verify")
        .then()
        .body("intact", equalTo(false))
        .body("firstBad", equalTo((int) last));
  }

  @Test
  void supportMayCheckAndOthersMayNot() {
    sam().get("/v1/audit/verify").then().statusCode(200);
    given().get("/v1/audit/verify").then().statusCode(401);
    given().auth().oauth2(TestTokens.alice()).get("/v1/audit/verify").then().statusCode(403);
    for (String anchor : List.of("x", "1:ab", "0:" + "a".repeat(64))) {
      ada().queryParam("anchor", anchor).get("/v1/audit/verify").then().statusCode(400);
    }
  }

  /** So many rows from this one on, each with the hash of the one before it. */
  private void hashAnew(long sequence, int rows) throws SQLException {
    ChainPage page = reader.read(sequence - 1, rows);
    byte[] previous = java.util.Objects.requireNonNull(page.before()).hash();
    for (ChainPage.Row row : page.rows()) {
      byte[] hash = row.entry().hash(previous);
      sql(
          "update audit set previous_hash = '\\x"
              + HexFormat.of().formatHex(previous)
              + "', hash = '\\x"
              + HexFormat.of().formatHex(hash)
              + "' where sequence = "
              + row.entry().sequence());
      previous = hash;
    }
  }

  /** As a superuser does it: triggers are for others. */
  private void sql(String text) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      try {
        statement.execute(text);
      } finally {
        statement.execute("set session_replication_role = origin");
      }
    }
  }

  private long number(String text) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(text);
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
