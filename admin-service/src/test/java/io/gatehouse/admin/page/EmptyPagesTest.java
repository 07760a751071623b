package io.gatehouse.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.admin.stand.Browser;
import io.gatehouse.admin.stand.Control;
import io.gatehouse.admin.stand.StandResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where there is nothing yet, the page says what to do about it. */
@QuarkusTest
@QuarkusTestResource(StandResource.class)
class EmptyPagesTest {

  @AfterEach
  void calm() {
    Control.calm();
  }

  @Test
  void aPageWithNothingOnItSaysWhatToDo() {
    Browser ada = Browser.of("ada");
    Control.keeper("empty");
    Map.of(
            "/partners", "Create the first one",
            "/partners/p1", "Create a key",
            "/keys", "to make one",
            "/revocations", "it appears here",
            "/verifiers", "See whether they run",
            "/audit", "is written here",
            "/events", "it is told here",
            "/webhooks", "Create the first one",
            "/webhooks/whk_0123456789abcdef0123", "The next event")
        .forEach((page, advice) ->
            assertThat(ada.get(page).asString()).as(page).contains("class=\"empty\"", advice));
    assertThat(ada.get("/").asString())
        .contains("Nothing has been revoked yet", "No key expires within 14 days");
  }

  @Test
  void aSearchThatFindsNothingLeadsBackToEverything() {
    Browser ada = Browser.of("ada");
    Control.keeper("empty");
    for (String path : new String[] {"/partners?q=x", "/keys?q=x", "/partners/p1?q=x"}) {
      assertThat(ada.get(path).asString())
          .as(path)
          .contains(
              "class=\"empty\"",
              "href=\"" + path.substring(0, path.indexOf('?')) + "\"",
              "see all");
    }
  }
}
