package io.gatehouse.guard.revocation;

import io.gatehouse.guard.caller.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The verifier of this process, started and stopped with it. */
@Singleton
class LiveRevocations implements Revocations {

  private static final Logger LOG = Logger.getLogger(LiveRevocations.class);

  private final RevocationConfig config;
  private final @Nullable Verifier verifier;
  private final @Nullable VerifierLoop loop;

  LiveRevocations(
      RevocationConfig config,
      FeedKeys keys,
      LedgerClient ledger,
      Instance<Redis> redis,
      MeterRegistry meters,
      InstantSource clock,
      @All List<RevocationListener> listeners,
      @ConfigProperty(name = "gatehouse.urls.auth-service") Optional<String> issuer,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.config = config;
    if (!config.enabled()) {
      verifier = null;
      loop = null;
      return;
    }
    String name = config.verifier().orElseGet(() -> nameOf(service));
    RevocationMetrics metrics = new RevocationMetrics(meters);
    FeedReader reader =
        new FeedReader(
            keys,
            issuer.orElseThrow(
                () -> new IllegalStateException("gatehouse.urls.auth-service is not set")));
    Freshness freshness =
        new Freshness(config.staleAfter(), config.readsWhileStale(), clock, System::nanoTime);
    Verifier mine = new Verifier(name, reader, ledger, freshness, metrics, listeners);
    metrics.watch(mine);
    verifier = mine;
    loop = new VerifierLoop(name, mine, redis.get(), config, clock);
  }

  void start(@Observes StartupEvent event) {
    if (loop != null) {
      loop.start();
      return;
    }
    if (ConfigUtils.isProfileActive("prod")) {
      throw new IllegalStateException(
          "gatehouse.revocation.enabled is false: a service in production must know what is"
              + " revoked");
    }
    LOG.warn("revocations are not checked: gatehouse.revocation.enabled is false");
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  @Override
  public Verdict check(Caller caller) {
    return verifier == null ? Verdict.VALID : verifier.check(caller);
  }

  @Override
  public Duration age() {
    return verifier == null ? Duration.ZERO : verifier.age();
  }

  @Nullable Verifier verifier() {
    return verifier;
  }

  RevocationConfig config() {
    return config;
  }

  /** Unlike any other process, also on the same host and after a restart. */
  private static String nameOf(String service) {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "unknown";
    }
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return service + "@" + host + "-" + random;
  }
}
