package io.gatehouse.auth.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How events are delivered. */
@ConfigMapping(prefix = "gatehouse.webhooks")
public interface WebhookConfig {

  /**
   * Networks of one's own that webhooks may reach although they are not public, by plain http too.
   * Nobody's, unless it is set.
   */
  Optional<List<String>> allowedNetworks();

  /** How often the outbox is looked into. */
  @WithDefault("PT1S")
  Duration deliverEvery();

  /** How long one attempt may take, connecting included. */
  @WithDefault("PT10S")
  Duration timeout();

  /** The pause after the first failure; it doubles with each. */
  @WithDefault("PT5S")
  Duration firstPause();

  /** The longest pause. */
  @WithDefault("PT8H")
  Duration longestPause();

  /** After this long a delivery is given up. */
  @WithDefault("P3D")
  Duration giveUpAfter();
}
