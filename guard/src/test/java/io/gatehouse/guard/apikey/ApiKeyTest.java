package io.gatehouse.guard.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ApiKeyTest {

  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final SecureRandom SECURE = new SecureRandom();

  @Provide
  Arbitrary<ApiKey> keys() {
    return Arbitraries.randomValue(
        random -> ApiKey.generate(random.nextBoolean() ? "live" : "test", SECURE));
  }

  @Property
  void writtenFormIsReadBack(@ForAll("keys") ApiKey key) {
    ApiKey read = ApiKey.parse(key.reveal());
    assertNotNull(read);
    assertEquals(key.reveal(), read.reveal());
    assertEquals(key.id(), read.id());
    assertEquals(key.secret(), read.secret());
    assertEquals(key.environment(), read.environment());
    assertTrue(key.reveal().matches("gk_(live|test)_[0-9A-Za-z]{65}"));
  }

  @Property(tries = 20)
  void everySubstitutionOfOneCharacterIsCaught(@ForAll("keys") ApiKey key) {
    String text = key.reveal();
    for (int i = 0; i < text.length(); i++) {
      for (char c : (BASE62 + "_-= é").toCharArray()) {
        if (c != text.charAt(i)) {
          assertNull(ApiKey.parse(text.substring(0, i) + c + text.substring(i + 1)));
        }
      }
    }
  }

  @Property
  void everySwapOfNeighboursIsCaught(@ForAll("keys") ApiKey key) {
    String text = key.reveal();
    for (int i = 0; i + 1 < text.length(); i++) {
      if (text.charAt(i) != text.charAt(i + 1)) {
        String swapped =
            text.substring(0, i) + text.charAt(i + 1) + text.charAt(i) + text.substring(i + 2);
        assertNull(ApiKey.parse(swapped));
      }
    }
  }

  @Property
  void whatIsNoKeyIsNull(@ForAll String text) {
    assertNull(ApiKey.parse(text));
    assertNull(ApiKey.parse("gk_live_" + text));
  }

  @Property
  void anotherLengthIsNoKey(@ForAll("keys") ApiKey key) {
    String text = key.reveal();
    assertNull(ApiKey.parse(text + "0"));
    assertNull(ApiKey.parse(text.substring(0, text.length() - 1)));
    assertNull(ApiKey.parse(" " + text));
  }

  @Property
  void printedKeyShowsNoSecret(@ForAll("keys") ApiKey key) {
    assertFalse(key.toString().contains(key.secret().substring(0, 8)));
  }

  @Example
  void rotationKeepsTheId() {
    SecureRandom random = new SecureRandom();
    ApiKey first = ApiKey.generate("live", random);
    ApiKey second = ApiKey.generate("live", first.id(), random);
    assertEquals(first.id(), second.id());
    assertFalse(first.secret().equals(second.secret()));
    assertThrows(IllegalArgumentException.class, () -> ApiKey.generate("prod", first.id(), random));
    assertThrows(IllegalArgumentException.class, () -> ApiKey.generate("live", "short", random));
  }

  /** 62 values from a byte would favour some; a chi-square over many characters tells. */
  @Example
  void everyCharacterIsAsLikely() {
    SecureRandom random = new SecureRandom();
    int[] seen = new int[128];
    int total = 0;
    for (int i = 0; i < 2_000; i++) {
      for (char c : ApiKey.generate("test", random).secret().toCharArray()) {
        seen[c]++;
        total++;
      }
    }
    double expected = total / 62.0;
    double chiSquare = 0;
    for (char c : BASE62.toCharArray()) {
      chiSquare += (seen[c] - expected) * (seen[c] - expected) / expected;
    }
    // 61 degrees of freedom: 130 is exceeded by chance about once in a million runs.
    assertTrue(chiSquare < 130, "chi-square " + chiSquare);
  }
}
