package io.gatehouse.auth.revocation;

import io.gatehouse.auth.signing.SigningConfig;
import io.gatehouse.guard.revocation.FeedKeys;
import io.gatehouse.guard.revocation.FeedMessage;
import io.gatehouse.guard.revocation.FeedReader;
import io.gatehouse.guard.revocation.RevocationConfig;
import io.gatehouse.guard.revocation.StreamTail;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts and stops what this replica does for the feed. */
@Singleton
class RevocationPlane {

  private static final Logger LOG = Logger.getLogger(RevocationPlane.class);

  private final Publisher publisher;
  private final StreamTail applied;
  private final Verifiers verifiers;
  private final ReceiptStore receipts;
  private final LedgerConfig config;
  private final InstantSource clock;

  RevocationPlane(
      javax.sql.DataSource database,
      Redis redis,
      LedgerStore store,
      SecurityEvents events,
      FeedKeys keys,
      Verifiers verifiers,
      ReceiptStore receipts,
      LedgerConfig config,
      RevocationConfig feed,
      MeterRegistry meters,
      InstantSource clock,
      SigningConfig signing) {
    FeedReader reader = new FeedReader(keys, signing.requiredIssuer());
    this.publisher =
        new Publisher(
            UUID.randomUUID().toString(),
            database,
            redis,
            feed.stream(),
            store,
            events,
            token -> headOf(reader, token),
            config,
            clock);
    this.applied = new StreamTail(redis, feed.appliedStream(), StreamTail.From.START, verifiers);
    this.verifiers = verifiers;
    this.receipts = receipts;
    this.config = config;
    this.clock = clock;
    meters.gauge("gatehouse.revocation.publisher", publisher, p -> p.leading() ? 1 : 0);
    meters.gauge("gatehouse.revocation.verifiers", verifiers, v -> v.live().size());
  }

  private static LedgerStore.@Nullable Head headOf(FeedReader reader, String token) {
    return switch (reader.read(token)) {
      case FeedMessage.Heartbeat beat -> new LedgerStore.Head(beat.epoch(), beat.sequence());
      case FeedMessage.Record entry ->
          new LedgerStore.Head(entry.epoch(), entry.revocation().sequence());
      case FeedMessage.Forged forged -> null;
    };
  }

  void start(@Observes StartupEvent event) {
    publisher.start();
    applied.start();
  }

  void stop(@Observes ShutdownEvent event) {
    publisher.close();
    applied.close();
  }

  @Scheduled(every = "0.2s")
  void lookAgain() {
    verifiers.lookAgain();
  }

  @Scheduled(every = "1h", delayed = "1m")
  void forget() {
    try {
      receipts.forget(clock.instant().minus(config.receiptsKept()));
    } catch (SQLException e) {
      LOG.warnf("old receipts stay: %s", e.getMessage());
    }
  }
}
