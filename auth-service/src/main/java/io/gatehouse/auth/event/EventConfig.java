package io.gatehouse.auth.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is watched for. */
@ConfigMapping(prefix = "gatehouse.events")
public interface EventConfig {

  /** A key is told to be unused when nobody has used it for this long. */
  @WithDefault("P90D")
  Duration unusedAfter();

  /** How often keys are looked through. */
  @WithDefault("PT5M")
  Duration watchEvery();
}
