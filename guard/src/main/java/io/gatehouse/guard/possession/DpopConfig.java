package io.gatehouse.guard.possession;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** DPoP (RFC 9449). */
@ConfigMapping(prefix = "gatehouse.guard.dpop")
public interface DpopConfig {

  /**
   * The address by which clients call this service, which proofs must name: behind a proxy the
   * request does not show it. Unset: no token that needs a proof is taken.
   */
  Optional<URI> publicAddress();

  /** How old a proof may be. */
  @WithDefault("PT60S")
  Duration proofAge();

  /** How far a client's clock may be ahead. */
  @WithDefault("PT10S")
  Duration clockSkew();

  /** How long Redis may take to say whether a proof came before. */
  @WithDefault("PT0.5S")
  Duration patience();

  /** How many proofs one process remembers by itself. */
  @WithDefault("100000")
  int remembered();
}
