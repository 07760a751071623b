package io.gatehouse.auth.keycloak;

import io.gatehouse.auth.keycloak.StoredEvents.Stored;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Applies what the event listener could not tell: its queue was full, or lost when Keycloak
 * stopped. One replica reads at a time; that it is one is thrift, not safety, as each act counts
 * once in any case.
 */
@ApplicationScoped
class EventReading {

  private static final Logger LOG = Logger.getLogger(EventReading.class);

  /** A reader that died is replaced after this. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final ReadingStore store;
  private final StoredEvents events;
  private final KeycloakActs acts;
  private final KeycloakAdmin keycloak;
  private final KeycloakConfig.Events config;
  private final InstantSource clock;
  private final String holder = UUID.randomUUID().toString();
  private final AtomicLong readUntil = new AtomicLong();

  EventReading(
      ReadingStore store,
      StoredEvents events,
      KeycloakActs acts,
      KeycloakAdmin keycloak,
      KeycloakConfig config,
      MeterRegistry meters,
      InstantSource clock) {
    this.store = store;
    this.events = events;
    this.acts = acts;
    this.keycloak = keycloak;
    this.config = config.events();
    this.clock = clock;
    Gauge.builder("gatehouse.keycloak.events.read.until.seconds", readUntil, AtomicLong::get)
        .register(meters);
  }

  @Scheduled(
      every = "${gatehouse.keycloak.events.every:PT5S}",
      delayed = "${gatehouse.keycloak.events.delayed:PT30S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void read() {
    if (!keycloak.enabled()) {
      return;
    }
    try {
      Instant to = clock.instant().minus(config.leftToListener());
      ReadingStore.Cursor cursor = store.take(holder, LEASE);
      if (cursor == null) {
        return;
      }
      Instant from =
          cursor.readUntil() == null
              ? to.minus(config.first())
              : cursor.readUntil().minus(config.overlap());
      events.between(from, to, this::apply);
      store.readUntil(holder, to);
      readUntil.set(to.getEpochSecond());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KeycloakAdmin.Unanswered | SQLException | RuntimeException e) {
      // Nothing is lost: the next time begins where this one did.
      LOG.warnf("keycloak's events were not read: %s", e.getMessage());
    }
  }

  private void apply(List<Stored> page) {
    for (Stored one : acts.unseen(page)) {
      acts.apply(one.id(), one.act(), "read");
    }
  }
}
