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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

  /** An act that could not be written this often is passed over: the reading goes on. */
  private static final int FAILURES = 10;

  private final ReadingStore store;
  private final StoredEvents events;
  private final KeycloakActs acts;
  private final KeycloakAdmin keycloak;
  private final KeycloakConfig.Events config;
  private final InstantSource clock;
  private final String holder = UUID.randomUUID().toString();
  private final AtomicLong readUntil = new AtomicLong();
  private final MeterRegistry meters;

  /** By the id of the act; of the reading that is under way or was given up. */
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

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
    this.meters = meters;
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
      List<String> passedOver = new ArrayList<>();
      events.between(from, to, page -> apply(page, passedOver));
      store.readUntil(holder, to);
      // What was passed over comes again for as long as the next readings overlap this one.
      failures.keySet().retainAll(passedOver);
      readUntil.set(to.getEpochSecond());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KeycloakAdmin.Unanswered | SQLException | RuntimeException e) {
      // Nothing is lost: the next time begins where this one did.
      LOG.warnf("keycloak's events were not read: %s", e.getMessage());
    }
  }

  private void apply(List<Stored> page, List<String> passedOver) {
    for (Stored one : acts.unseen(page)) {
      try {
        acts.apply(one.id(), one.act(), "read");
      } catch (RuntimeException e) {
        int tries = failures.merge(one.id(), 1, Integer::sum);
        if (tries < FAILURES) {
          throw e;
        }
        passedOver.add(one.id());
        if (tries == FAILURES) {
          meters
              .counter("gatehouse.keycloak.acts", "path", "read", "outcome", "failed")
              .increment();
          LOG.errorf(e, "act at keycloak id=%s turns nobody away: it cannot be written", one.id());
        }
      }
    }
  }
}
