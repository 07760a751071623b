package io.gatehouse.auth.revocation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the ledger is kept and published. */
@ConfigMapping(prefix = "gatehouse.ledger")
public interface LedgerConfig {

  /** The longest life of what a revocation can concern: until then verifiers must remember it. */
  Longest longest();

  /** Another replica publishes when this one was not heard for this long. */
  @WithDefault("PT2S")
  Duration publisherLease();

  /** Heartbeats on the feed come this often. */
  @WithDefault("PT1S")
  Duration heartbeatEvery();

  /** What is older is trimmed from the stream; who reads later asks over HTTP. */
  @WithDefault("PT10M")
  Duration streamKeeps();

  /** {@code ?wait=all} waits no longer. */
  @WithDefault("PT2S")
  Duration waitAtMost();

  /** How long receipts are kept. */
  @WithDefault("P90D")
  Duration receiptsKept();

  /** By target. */
  interface Longest {

    /** An access token; longer than any client's. */
    @WithDefault("PT1H")
    Duration token();

    /** A login: the longest that an SSO session lasts, or a session at the dashboard. */
    @WithDefault("PT12H")
    Duration session();

    @WithDefault("PT12H")
    Duration user();

    @WithDefault("PT12H")
    Duration client();

    /** A token that a key was exchanged for. */
    @WithDefault("PT10M")
    Duration key();

    @WithDefault("PT10M")
    Duration partner();

    @WithDefault("PT12H")
    Duration realm();

    default Duration of(Target target) {
      return switch (target) {
        case TOKEN -> token();
        case SESSION -> session();
        case USER -> user();
        case CLIENT -> client();
        case KEY -> key();
        case PARTNER -> partner();
        case REALM -> realm();
      };
    }
  }
}
