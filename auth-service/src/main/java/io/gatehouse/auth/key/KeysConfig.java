package io.gatehouse.auth.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How keys are kept, and for how long. */
@ConfigMapping(prefix = "gatehouse.keys")
public interface KeysConfig {

  /**
   * The peppers by version, each written as {@link io.gatehouse.auth.secret.SecretText} says. An
   * old one stays here until no key is hashed under it: without it those keys are lost.
   */
  Map<String, String> peppers();

  /** The version under which secrets are hashed from now on. */
  String pepperVersion();

  /** The longest that a key may live; unset, a key may live without end. */
  Optional<Duration> maxLifetime();

  /**
   * A key that nobody has used for this long is disabled; unset, none is. Longer than {@code
   * gatehouse.events.unused-after}, so that it is told before. All services must count use.
   */
  Optional<Duration> disableUnusedAfter();

  /** How long an old secret lives on after a rotation that does not say. */
  @WithDefault("PT24H")
  Duration defaultGracePeriod();

  /** The longest that it may. */
  @WithDefault("P30D")
  Duration maxGracePeriod();

  /** How long a token lives that a key is exchanged for; at most five minutes. */
  @WithDefault("PT5M")
  Duration tokenLifetime();

  /**
   * An unknown id and a wrong secret are answered at the next beat of this length after they came,
   * so that the time tells nothing; longer than the database usually takes. PT0S: at once.
   */
  @WithDefault("PT0.002S")
  Duration refusalBeat();
}
