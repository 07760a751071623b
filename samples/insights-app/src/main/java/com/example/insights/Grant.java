package com.example.insights;

import java.time.Duration;
import java.time.Instant;

/** What the token endpoint gave in a person's name. Never log, never show. */
record Grant(String accessToken, String refreshToken, Instant accessEnds) {

  /** So that a token does not run out on its way. */
  private static final Duration EARLY = Duration.ofSeconds(10);

  boolean isDue(Instant now) {
    return !now.isBefore(accessEnds.minus(EARLY));
  }

  @Override
  public String toString() {
    return "Grant[until " + accessEnds + "]";
  }
}
