package io.gatehouse.auth.leak;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Reports of leaked keys. */
@ConfigMapping(prefix = "gatehouse.leaks")
public interface LeakConfig {

  /** What becomes of a key that leaked. */
  enum Policy {
    /** It is revoked, for good and everywhere. */
    REVOKE,
    /** It is noted in the audit and the log; somebody must act. */
    FLAG
  }

  @WithDefault("revoke")
  Policy policy();

  /** What becomes of a key that a service of ours saw in the address of a request. */
  @WithDefault("flag")
  Policy inAddress();

  /** Reports that one address may send in a minute. */
  @WithDefault("30")
  int perAddress();

  /** Reports that all may send in a minute. */
  @WithDefault("600")
  int perMinute();

  /** GitHub's secret scanning. */
  Github github();

  /** GitHub's secret scanning. */
  interface Github {

    /**
     * Where its public keys are; https://api.github.com/meta/public_keys/secret_scanning in truth.
     * Unset, its messages are refused.
     */
    Optional<URI> keys();

    /** How long they are kept. */
    @WithDefault("PT1H")
    Duration refresh();

    /** A key id that is unknown makes them be fetched again at most once in this time. */
    @WithDefault("PT1M")
    Duration forcedFetchPause();
  }
}
