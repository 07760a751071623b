package io.gatehouse.guard.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How the use of keys, and traffic, is counted and reported. */
@ConfigMapping(prefix = "gatehouse.usage")
public interface UsageConfig {

  /** Off, nothing is counted. */
  @WithDefault("true")
  boolean enabled();

  /** Where reports go; by default to {@code auth-service}. */
  Optional<URI> endpoint();

  /** How often; last use is shown at most this late, and a kill loses at most this much. */
  @WithDefault("PT15S")
  Duration reportEvery();

  /** Counters held at most, one for each key, version, hour and outcome; more are dropped. */
  @WithDefault("20000")
  int maxCounters();

  /** How long one report may take. */
  @WithDefault("PT3S")
  Duration timeout();
}
