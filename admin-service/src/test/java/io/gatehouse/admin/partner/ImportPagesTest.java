package io.gatehouse.admin.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.admin.stand.Browser;
import io.gatehouse.admin.stand.Control;
import io.gatehouse.admin.stand.StandResource;
import io.gatehouse.admin.stand.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StandResource.class)
class ImportPagesTest {

  private static final String BATCH = "{\"items\":[{\"externalId\":\"key-1\"}]}";

  @Inject TestClock clock;

  @BeforeEach
  @AfterEach
  void calm() {
    Control.calm();
    clock.ahead(Duration.ZERO);
  }

  @Test
  void eachKeyOfABatchHasItsResult() {
    Browser ada = Browser.of("ada");
    Response done = upload(ada, ada.csrf("/import"), BATCH);
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.asString())
        .contains("<strong>1</strong> imported", "<strong>1</strong> refused")
        .contains("/keys/0123456789abcdef", "must be 64 hex digits", "&lt;b&gt;key-2");
    assertThat(Control.keeper("")).contains("POST /v1/keys/import Bearer eyJ").contains(BATCH);
  }

  @Test
  void aFileThatIsNoJsonIsToldAtTheForm() {
    Browser ada = Browser.of("ada");
    Response again = upload(ada, ada.csrf("/import"), "no json {");
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.asString()).contains("Choose a JSON file");
  }

  @Test
  void aForgedUploadAndSupportsUploadAreRefused() {
    int before = imports();
    Browser ada = Browser.of("ada");
    assertThat(upload(ada, "", BATCH).statusCode()).isEqualTo(403);
    Browser sam = Browser.of("sam");
    assertThat(upload(sam, sam.csrf("/import"), BATCH).statusCode()).isEqualTo(403);
    assertThat(imports()).isEqualTo(before);
  }

  @Test
  void withAnOldLoginNothingIsImportedAndThePageAsksForAFreshOneFirst() {
    Browser ada = Browser.of("ada");
    clock.ahead(Duration.ofMinutes(6));
    assertThat(ada.get("/import").asString()).contains("fresh login first");
    int before = imports();
    Response prove = upload(ada, ada.csrf("/import"), BATCH);
    assertThat(prove.header("Location")).endsWith("/login?fresh=true&return=%2Fimport");
    assertThat(imports()).isEqualTo(before);
  }

  private static Response upload(Browser browser, String csrf, String text) {
    return browser
        .request()
        .header("Origin", "http://localhost:8083")
        .multiPart("csrf", csrf)
        .multiPart("file", "batch.json", text.getBytes(StandardCharsets.UTF_8), "application/json")
        .post("/import");
  }

  private static int imports() {
    return (int)
        Control.keeper("").lines().filter(line -> line.startsWith("POST /v1/keys/import")).count();
  }
}
