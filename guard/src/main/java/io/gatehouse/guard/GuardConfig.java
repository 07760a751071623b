package io.gatehouse.guard;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a service is guarded. Defaults stand in guard's {@code microprofile-config.properties}. */
@ConfigMapping(prefix = "gatehouse.guard")
public interface GuardConfig {

  /** The name that a token must have been issued for: the {@code aud} of this service. */
  String audience();

  /** The Keycloak realm: people, third-party apps and service accounts. */
  Issuer realm();

  /** {@code auth-service}, whose tokens stand for partner keys. */
  Issuer keys();

  /** Clients of our own that act for the person who logged in: their callers are users. */
  Set<String> firstPartyClients();

  /** Clients whose service account is one of our own services. */
  Set<String> serviceClients();

  /** How far the clocks of issuer and service may differ. */
  @WithDefault("PT5S")
  Duration clockSkew();

  /** A longer token is refused unread: parsing is work that a stranger can ask for. */
  @WithDefault("16K")
  MemorySize maxTokenSize();

  /** How many verified tokens are remembered; beyond that the least used are verified again. */
  @WithDefault("100000")
  int rememberedTokens();

  /**
   * Whether Amazon Corretto Crypto Provider checks and makes signatures where its library loads.
   */
  @WithDefault("true")
  boolean nativeCrypto();

  /** How the key sets of the issuers are kept. */
  Jwks jwks();

  /** How a partner's key becomes a token. */
  Exchange exchange();

  /** What is done about keys that come in an address. */
  Leaks leaks();

  /** What a request may weigh. */
  Limits limits();

  /** How limits of keys and partners are kept. */
  Quota quota();

  /** Tokens that are bound to a key. */
  Dpop dpop();

  /** Where clients find this service's metadata (RFC 9728), told in {@code WWW-Authenticate}. */
  Optional<URI> resourceMetadata();

  /** An issuer whose tokens this service believes. */
  interface Issuer {

    /** Whether this issuer is believed at all. */
    @WithDefault("true")
    boolean enabled();

    /**
     * Whether its access tokens let anybody in. Where not, only what it says in its own name is
     * believed: logout tokens and events.
     */
    @WithDefault("true")
    boolean accessTokens();

    /** The exact {@code iss} of its tokens. */
    Optional<String> issuer();

    /** Where its key set is fetched from; may be an internal address. */
    Optional<URI> jwks();

    /** Signature algorithms that are accepted; asymmetric ones only. */
    @WithDefault("RS256,PS256,ES256")
    Set<String> algorithms();
  }

  /** How key sets are fetched. */
  interface Jwks {

    /** A key set is fetched again this often. */
    @WithDefault("PT5M")
    Duration refresh();

    /** After a fetch that failed, the next try. */
    @WithDefault("PT2S")
    Duration retry();

    /** Tokens with an unknown key id make the set be fetched at most once in this time. */
    @WithDefault("PT10S")
    Duration forcedFetchPause();

    /** How long one fetch may take. */
    @WithDefault("PT3S")
    Duration timeout();
  }

  /** The exchange of a partner's key for a token (RFC 8693). */
  interface Exchange {

    /** Off in {@code auth-service}, which reads keys itself. */
    @WithDefault("true")
    boolean enabled();

    /** The token endpoint of {@code auth-service}. */
    Optional<URI> endpoint();

    /** How long one exchange may take, the token of this service included. */
    @WithDefault("PT3S")
    Duration timeout();

    /** A key that was refused is refused again from memory for this long. */
    @WithDefault("PT5S")
    Duration refusalMemory();

    /** How many exchanged keys are remembered, and as many refusals. */
    @WithDefault("100000")
    int rememberedKeys();

    /**
     * Whether texts in X-API-Key that have not our form are shown to auth-service too: keys that
     * were imported from another system. Their typos cost an exchange, ours cost nothing.
     */
    @WithDefault("false")
    boolean importedKeys();

    /** A token is exchanged anew this long before it ends, while the old one still serves. */
    @WithDefault("PT30S")
    Duration refreshBefore();
  }

  /** Reports of keys that came in an address, where logs keep them. */
  interface Leaks {

    /** Where they are reported; unset, nowhere. */
    Optional<URI> endpoint();

    /** So many in a minute at most; a key that goes on coming is one report in an hour. */
    @WithDefault("10")
    int perMinute();

    /** How long one report may take. */
    @WithDefault("PT3S")
    Duration timeout();
  }

  /** Permits under a rate limit, leased from Redis. */
  interface Quota {

    /** A permit that was leased lapses, unused, after this. */
    @WithDefault("PT1S")
    Duration leaseLife();

    /** How long one question to the store may take; after two without answer it is lost. */
    @WithDefault("PT0.25S")
    Duration timeout();

    /** A caller that is over its limit is one line in the log, and one more after this. */
    @WithDefault("PT1M")
    Duration logEvery();

    /** While the store is lost, it is tried this often. */
    @WithDefault("PT1S")
    Duration probeEvery();

    /**
     * Into how many shares a limit is divided: what one replica may let in before the store has
     * answered, and all of it while the store is lost.
     */
    @WithDefault("3")
    int replicas();

    /** How many limited keys and partners are kept in memory. */
    @WithDefault("100000")
    int rememberedAccounts();
  }

  /** Proofs of possession (RFC 9449). */
  interface Dpop {

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

  /** Limits that are answered with a problem; the server's own, wider ones are a backstop. */
  interface Limits {

    /** The longest body, 413 beyond. */
    @WithDefault("256K")
    MemorySize body();

    /** Paths that take longer ones, as {@code larger-body."/v1/import"=1M}: not for strangers. */
    Map<String, MemorySize> largerBody();

    /** The longest path and query, 414 beyond. */
    @WithDefault("4K")
    MemorySize uri();

    /** All header names and values together, 431 beyond. */
    @WithDefault("24K")
    MemorySize headers();
  }
}
