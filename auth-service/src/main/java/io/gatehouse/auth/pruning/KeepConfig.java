package io.gatehouse.auth.pruning;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long history is kept. */
@ConfigMapping(prefix = "gatehouse.keep")
public interface KeepConfig {

  /** Uses of keys by hour. */
  @WithDefault("P400D")
  Duration usage();

  /** Requests by minute; at least two days, since a day of it is shown. */
  @WithDefault("P2D")
  Duration traffic();

  /** Events; one that has deliveries left stays as long as they do. */
  @WithDefault("P400D")
  Duration events();

  /** Deliveries of webhooks and their attempts, whatever became of them. */
  @WithDefault("P30D")
  Duration deliveries();
}
