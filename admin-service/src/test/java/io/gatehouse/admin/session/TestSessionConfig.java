package io.gatehouse.admin.session;

import java.time.Duration;

/** The defaults, for tests without a container. */
record TestSessionConfig() implements SessionConfig {

  @Override
  public Duration idle() {
    return Duration.ofMinutes(30);
  }

  @Override
  public Duration absolute() {
    return Duration.ofHours(12);
  }

  @Override
  public Duration touchEvery() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Duration freshFor() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Duration refreshAhead() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Duration keepFor() {
    return Duration.ofMinutes(10);
  }

  @Override
  public int perPerson() {
    return 10;
  }

  @Override
  public String secret() {
    return "a-secret-for-the-test-of-32-characters-and-more";
  }
}
