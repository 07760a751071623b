package io.gatehouse.guard.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ChallengeTest {

  @Test
  void noErrorCodeWhenNoCredentialWasSent() {
    assertEquals(
        "Bearer realm=\"gatehouse\"",
        Challenge.of(ErrorCode.CREDENTIAL_MISSING, "This needs a credential.", null, null, null));
  }

  @Test
  void scopeAndMetadataAreNamed() {
    assertEquals(
        "Bearer realm=\"gatehouse\", error=\"insufficient_scope\", error_description=\"d\","
            + " scope=\"orders:write\", resource_metadata=\"https://o.example/m\"",
        Challenge.of(
            ErrorCode.INSUFFICIENT_SCOPE,
            "d",
            "orders:write",
            URI.create("https://o.example/m"),
            null));
  }

  @Test
  void detailCannotEndTheQuoteOrTheLine() {
    assertEquals(
        "Bearer realm=\"gatehouse\", error=\"invalid_token\", error_description=\"a'b'c'd''\"",
        Challenge.of(ErrorCode.INVALID_TOKEN, "a\"b\\c\nd\r\u00e9", null, null, null));
  }

  @Test
  void onlyRefusalsAtTheDoorCarryAChallenge() {
    assertNull(Challenge.of(ErrorCode.NOT_FOUND, "d", null, null, null));
    assertNull(Challenge.of(ErrorCode.DEPENDENCY_UNAVAILABLE, "d", null, null, null));
  }

  @Test
  void logLineHasOneLineAndNoKey() {
    assertEquals("/a?b??c", Printable.of("/a\nb\r\u001bc"));
    assertEquals("/x/gk_***", Printable.of("/x/gk_live_abcdef"));
    assertEquals(200, Printable.of("/" + "a".repeat(5_000)).length());
  }
}
