package io.gatehouse.guard.revocation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How this process keeps its copy of what is revoked. */
@ConfigMapping(prefix = "gatehouse.revocation")
public interface RevocationConfig {

  /**
   * Off only in tests and development of a service by itself: then nothing is ever revoked. A
   * service in the production profile refuses to start with it off.
   */
  @WithDefault("true")
  boolean enabled();

  /** Neither feed nor ledger heard for this long: changes are refused. */
  @WithDefault("PT5S")
  Duration staleAfter();

  /** From then on reads go on for this long, then they are refused too. */
  @WithDefault("PT60S")
  Duration readsWhileStale();

  /** The ledger is asked this often when the stream says nothing. */
  @WithDefault("PT1S")
  Duration pollEvery();

  /** No believable heartbeat for this long: the stream is silent. */
  @WithDefault("PT1.8S")
  Duration silentAfter();

  /** How long one answer of the ledger may take; the first one brings all that is live. */
  @WithDefault("PT30S")
  Duration answerWithin();

  /** This verifier's word that it is alive holds this long. */
  @WithDefault("PT5S")
  Duration lease();

  /** The Redis stream of signed records. */
  @WithDefault("gatehouse:revocations")
  String stream();

  /** The Redis stream on which verifiers say what they have applied. */
  @WithDefault("gatehouse:revocations:applied")
  String appliedStream();

  /** Where the ledger answers; by default at {@code auth-service}. */
  Optional<URI> snapshot();

  /** The name of this process in receipts; by default service, host and a random part. */
  Optional<String> verifier();
}
