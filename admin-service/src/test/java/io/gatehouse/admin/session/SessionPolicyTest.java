package io.gatehouse.admin.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class SessionPolicyTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void aSessionEndsThirtyMinutesAfterItWasLastSeen() {
    assertThat(at(NOON.plusSeconds(30 * 60 - 1)).hasEnded(NOON, NOON)).isFalse();
    assertThat(at(NOON.plusSeconds(30 * 60)).hasEnded(NOON, NOON)).isTrue();
  }

  @Test
  void aBusySessionEndsTwelveHoursAfterItBegan() {
    Instant lastSeen = NOON.plus(Duration.ofHours(12)).minusSeconds(1);
    assertThat(at(lastSeen).hasEnded(NOON, lastSeen)).isFalse();
    assertThat(at(NOON.plus(Duration.ofHours(12))).hasEnded(NOON, lastSeen)).isTrue();
    assertThat(at(NOON).endsAt(NOON, lastSeen)).isEqualTo(NOON.plus(Duration.ofHours(12)));
  }

  @Test
  void lastSeenIsWrittenAtMostOnceAMinute() {
    assertThat(at(NOON.plusSeconds(59)).shouldTouch(NOON)).isFalse();
    assertThat(at(NOON.plusSeconds(60)).shouldTouch(NOON)).isTrue();
  }

  @Test
  void aLoginIsFreshForFiveMinutes() {
    assertThat(at(NOON.plusSeconds(299)).isFresh(NOON)).isTrue();
    assertThat(at(NOON.plusSeconds(300)).isFresh(NOON)).isFalse();
  }

  @Test
  void aLoginOfUnknownAgeIsNotFresh() {
    assertThat(at(NOON).isFresh(null)).isFalse();
  }

  @Test
  void anAccessTokenIsRenewedBeforeItRunsOut() {
    assertThat(at(NOON.minusSeconds(11)).shouldRefresh(NOON)).isFalse();
    assertThat(at(NOON.minusSeconds(10)).shouldRefresh(NOON)).isTrue();
  }

  private static SessionPolicy at(Instant now) {
    return new SessionPolicy(new TestSessionConfig(), InstantSource.fixed(now));
  }
}
