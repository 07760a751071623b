package io.gatehouse.admin.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Every rule about time and sessions. */
@ApplicationScoped
public class SessionPolicy {

  private final SessionConfig config;
  private final InstantSource clock;

  public SessionPolicy(SessionConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  public Instant now() {
    return clock.instant();
  }

  /**
   * When a session ends if nothing more is heard of it: idle, but never beyond the absolute end.
   */
  public Instant endsAt(Instant began, Instant lastSeen) {
    Instant idle = lastSeen.plus(config.idle());
    Instant absolute = began.plus(config.absolute());
    return idle.isBefore(absolute) ? idle : absolute;
  }

  public boolean hasEnded(Instant began, Instant lastSeen) {
    return !now().isBefore(endsAt(began, lastSeen));
  }

  /** Whether this visit is worth a write: at most one a minute, whatever the traffic. */
  public boolean shouldTouch(Instant lastSeen) {
    return !now().isBefore(lastSeen.plus(config.touchEvery()));
  }

  /** Whether the person proved themselves recently enough for a dangerous act. */
  public boolean isFresh(@Nullable Instant authTime) {
    return authTime != null && now().isBefore(authTime.plus(config.freshFor()));
  }

  /** Whether the access token must be renewed before it is sent on. */
  public boolean shouldRefresh(Instant accessExpiresAt) {
    return !now().isBefore(accessExpiresAt.minus(config.refreshAhead()));
  }

  /** How long what is kept for one later request lives (a secret to show, a form to go on with). */
  public Duration keepFor() {
    return config.keepFor();
  }

  public Duration freshFor() {
    return config.freshFor();
  }
}
