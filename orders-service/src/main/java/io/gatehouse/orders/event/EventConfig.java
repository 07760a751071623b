package io.gatehouse.orders.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The streams of order changes. */
@ConfigMapping(prefix = "gatehouse.orders.events")
interface EventConfig {

  /** How long a change can still be told to who was away. */
  @WithDefault("PT168H")
  Duration kept();

  /** Open streams of this process; 503 beyond. */
  @WithDefault("2000")
  int streams();

  /** Open streams of one user or partner in this process; 429 beyond. */
  @WithDefault("20")
  int streamsPerCaller();

  /** An idle stream carries a comment this often, so that no proxy takes it for dead. */
  @WithDefault("PT15S")
  Duration heartbeat();

  /** A reader that takes nothing for so long is cut off; it resumes by Last-Event-ID. */
  @WithDefault("PT10S")
  Duration patience();

  /** The log is read this often even if nothing says that it grew. */
  @WithDefault("PT1S")
  Duration poll();
}
