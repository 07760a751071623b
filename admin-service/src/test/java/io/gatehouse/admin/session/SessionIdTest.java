package io.gatehouse.admin.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionIdTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void theCookieHas256BitsAndComesBackAsTheSameId() {
    SessionId id = SessionId.random(RANDOM);
    assertThat(id.cookie()).hasSize(43);
    assertThat(SessionId.parse(id.cookie())).isEqualTo(id);
  }

  @Test
  void idsDoNotRepeat() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      seen.add(SessionId.random(RANDOM).cookie());
    }
    assertThat(seen).hasSize(1000);
  }

  @Test
  void whatIsNotAnIdIsNone() {
    String cookie = SessionId.random(RANDOM).cookie();
    assertThat(SessionId.parse("")).isNull();
    assertThat(SessionId.parse(cookie + "A")).isNull();
    assertThat(SessionId.parse(cookie.substring(1))).isNull();
    assertThat(SessionId.parse("!" + cookie.substring(1))).isNull();
    assertThat(SessionId.parse("ä" + cookie.substring(1))).isNull();
  }

  @Test
  void anIdHasOneSpelling() {
    // 43 characters are 258 bits: two spare ones that a decoder would ignore.
    int spellings = 0;
    String cookie = SessionId.random(RANDOM).cookie();
    for (char last :
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
      SessionId parsed = SessionId.parse(cookie.substring(0, 42) + last);
      if (parsed != null && parsed.cookie().substring(0, 42).equals(cookie.substring(0, 42))) {
        spellings++;
        assertThat(parsed.cookie()).endsWith(String.valueOf(last));
      }
    }
    assertThat(spellings).isEqualTo(16);
  }

  @Test
  void neitherTheLookupNorTheTextTellsTheId() {
    SessionId id = SessionId.random(RANDOM);
    assertThat(id.lookup()).matches("[0-9a-f]{64}").doesNotContain(id.cookie());
    assertThat(id.toString()).doesNotContain(id.cookie());
  }

  @Test
  void aSealOpensOnlyWithItsKeyInItsPlaceUnchanged() {
    SessionId id = SessionId.random(RANDOM);
    String sealed =
        Seal.close(id.contentsKey(), id.lookup(), "secret".getBytes(StandardCharsets.UTF_8));
    assertThat(Seal.open(id.contentsKey(), id.lookup(), sealed))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("secret");
    assertThat(Seal.open(SessionId.random(RANDOM).contentsKey(), id.lookup(), sealed)).isNull();
    assertThat(Seal.open(id.contentsKey(), "another place", sealed)).isNull();
    assertThat(Seal.open(id.forgeryKey(), id.lookup(), sealed)).isNull();
    char changed = sealed.charAt(30) == 'A' ? 'B' : 'A';
    assertThat(
            Seal.open(
                id.contentsKey(),
                id.lookup(),
                sealed.substring(0, 30) + changed + sealed.substring(31)))
        .isNull();
  }

  @Test
  void aForgeryTokenBelongsToOneSessionAndNeverLooksTheSame() {
    SessionId id = SessionId.random(RANDOM);
    String token = ForgeryToken.of(id);
    assertThat(ForgeryToken.matches(id, token)).isTrue();
    assertThat(ForgeryToken.of(id)).isNotEqualTo(token);
    assertThat(ForgeryToken.matches(SessionId.random(RANDOM), token)).isFalse();
    assertThat(ForgeryToken.matches(id, "")).isFalse();
    assertThat(ForgeryToken.matches(id, token.substring(4))).isFalse();
    assertThat(ForgeryToken.matches(id, "00".repeat(64))).isFalse();
  }
}
