package io.gatehouse.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.admin.stand.Browser;
import io.gatehouse.admin.stand.Control;
import io.gatehouse.admin.stand.StandResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StandResource.class)
class AuditPagesTest {

  @BeforeEach
  void calm() {
    Control.calm();
  }

  @Test
  void theExportHoldsEveryPageAndNoFieldThatASpreadsheetWouldRun() {
    Response csv = Browser.of("sam").get("/audit/export?format=csv");
    assertThat(csv.contentType()).startsWith("text/csv");
    assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"audit.csv\"");
    assertThat(csv.header("Cache-Control")).contains("no-store");
    assertThat(csv.asString().lines()).hasSize(3);
    assertThat(csv.asString()).contains("\"'=HYPERLINK(1)\"").doesNotContain(",\"=");
  }

  @Test
  void jsonLinesAreOneRecordALine() {
    Response lines = Browser.of("sam").get("/audit/export?format=jsonl");
    assertThat(lines.contentType()).startsWith("application/x-ndjson");
    assertThat(lines.asString().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"sequence\":"));
  }

  @Test
  void anotherFormatIsRefusedAndAnAbsentAuthServiceIsAPageAndNotHalfAFile() {
    Browser sam = Browser.of("sam");
    assertThat(sam.get("/audit/export?format=exe").statusCode()).isEqualTo(400);
    Control.keeper("up=false");
    assertThat(sam.get("/audit/export?format=csv").statusCode()).isEqualTo(503);
  }

  @Test
  void aBrokenChainIsNamedByItsRecord() {
    Browser sam = Browser.of("sam");
    assertThat(sam.get("/audit/verify").asString()).contains("intact", "2:ab");
    assertThat(sam.get("/audit/verify?anchor=3:" + "a".repeat(64)).asString())
        .contains("not as it was written", "truncated");
  }

  @Test
  void theFiltersAreKeptInThePageAndItsLinks() {
    assertThat(
            Browser.of("sam").get("/audit?target=key&targetId=a%22b&action=key.create").asString())
        .contains("value=\"a&quot;b\"", "targetId=a%22b&amp;action=key.create")
        .doesNotContain("value=\"a\"b");
  }
}
