package io.gatehouse.guard.apikey;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownKeyTest {

  private static final String FOREIGN = "sk_live_0123456789abcdef";

  @Test
  void textOfAnotherFormIsShownOnlyIfThatIsConfigured() {
    assertNull(ShownKey.of(FOREIGN, false));
    assertInstanceOf(ShownKey.Foreign.class, ShownKey.of(FOREIGN, true));
  }

  @Test
  void typoInAKeyOfOursIsNeverTakenForAnotherSystemsKey() {
    String key = ApiKey.generate("live", new SecureRandom()).reveal();
    assertInstanceOf(ShownKey.Own.class, ShownKey.of(key, true));
    assertNull(ShownKey.of(key + "x", true));
    assertNull(ShownKey.of(key.substring(0, 72) + (key.endsWith("0") ? '1' : '0'), true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "too_short",
        "with space 0123456789",
        "0123456789abcdef\u0000",
        "schlüssel_0123456789"
      })
  void whatCannotBeAKeyIsNotShown(String text) {
    assertNull(ShownKey.of(text, true));
    assertNull(ShownKey.of("x".repeat(257), true));
  }

  @Test
  void nothingOfAForeignTextIsLogged() {
    ShownKey key = ShownKey.of(FOREIGN, true);
    assertNotNull(key);
    assertFalse(key.toString().contains("sk_"), key.toString());
    assertTrue(key.mayBe("0123456789abcdef"), "auth-service alone knows which key it is");
  }
}
