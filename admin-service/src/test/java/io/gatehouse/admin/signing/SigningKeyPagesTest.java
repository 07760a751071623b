package io.gatehouse.admin.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.admin.stand.Browser;
import io.gatehouse.admin.stand.Control;
import io.gatehouse.admin.stand.StandResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StandResource.class)
class SigningKeyPagesTest {

  private static final String ROTATE = "/signing-keys/rotate";

  @BeforeEach
  void calm() {
    Control.calm();
  }

  @Test
  void theKeysAreListedWithWhatTheySign() {
    assertThat(Browser.of("sam").get("/signing-keys").asString())
        .contains("k1", "ES256", "active", "open");
  }

  @Test
  void aRotationBeginsAfterOneQuestionUnderThePersonsOwnToken() {
    Browser ada = Browser.of("ada");
    assertThat(ada.get(ROTATE).asString()).contains("Nothing stops", "Begin the rotation");
    assertThat(ada.submit(ROTATE, ROTATE, Map.of()).header("Location"))
        .endsWith("/signing-keys?done=signing-rotated");
    assertThat(Control.keeper("")).contains("POST /v1/signing-keys/rotate Bearer eyJ");
  }
}
