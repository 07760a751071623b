package io.gatehouse.auth.keycloak;

import io.gatehouse.auth.keycloak.EndingStore.Claimed;
import io.gatehouse.auth.revocation.LoginEndings;
import io.gatehouse.auth.revocation.Target;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends logins at Keycloak, by the one resource of its admin API that can do nothing else ( {@code
 * keycloak/event-listener}, package {@code endings}). At least once each: ending a login that has
 * ended ends nothing.
 */
@ApplicationScoped
class KeycloakEndings implements LoginEndings {

  private static final Logger LOG = Logger.getLogger(KeycloakEndings.class);
  private static final int AT_ONCE = 10;

  private final EndingStore store;
  private final KeycloakAdmin keycloak;
  private final KeycloakConfig config;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final AtomicLong pending = new AtomicLong();

  KeycloakEndings(
      EndingStore store,
      KeycloakAdmin keycloak,
      KeycloakConfig config,
      MeterRegistry meters,
      InstantSource clock) {
    this.store = store;
    this.keycloak = keycloak;
    this.config = config;
    this.meters = meters;
    this.clock = clock;
    Gauge.builder("gatehouse.keycloak.endings.pending", pending, AtomicLong::get).register(meters);
  }

  @Override
  public void ask(
      long sequence,
      Target target,
      String id,
      @Nullable String client,
      @Nullable Instant issuedBefore,
      @Nullable String except) {
    if (!keycloak.enabled()) {
      return;
    }
    switch (target) {
      case SESSION, USER, CLIENT -> {
        Instant now = clock.instant();
        Instant before = issuedBefore == null ? now : issuedBefore;
        store.add(sequence, target, id, client, before, except, now);
      }
      // One token comes back by the same login, and of keys Keycloak knows nothing.
      case TOKEN, KEY, PARTNER, REALM -> {}
    }
  }

  @Override
  public @Nullable Progress of(long sequence) {
    try {
      return store.of(sequence);
    } catch (SQLException e) {
      throw new IllegalStateException("Endings cannot be read", e);
    }
  }

  @Scheduled(
      every = "${gatehouse.keycloak.endings.every:PT1S}",
      delayed = "2s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void end() {
    try {
      while (endSome() == AT_ONCE) {
        LOG.debug("more logins are to be ended");
      }
      pending.set(store.pending());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException | RuntimeException e) {
      LOG.warnf("logins were not ended: %s", e.getMessage());
    }
  }

  private int endSome() throws SQLException, InterruptedException {
    if (!keycloak.enabled()) {
      return 0;
    }
    Instant now = clock.instant();
    // Longer than all of them can take, each with a token that must be fetched first.
    Duration claim = config.admin().timeout().multipliedBy(4L * AT_ONCE).plusSeconds(10);
    List<Claimed> due = store.claim(now, now.plus(claim), AT_ONCE);
    for (Claimed one : due) {
      end(one);
    }
    return due.size();
  }

  private void end(Claimed one) throws SQLException, InterruptedException {
    Map<String, Object> body = new HashMap<>();
    body.put("target", one.target().word());
    body.put("id", one.targetId());
    body.put("before", one.before().getEpochSecond());
    if (one.client() != null) {
      body.put("client", one.client());
    }
    if (one.except() != null) {
      body.put("except", one.except());
    }
    String outcome;
    try {
      int ended = keycloak.post("/gatehouse-endings", body).path("ended").asInt();
      store.done(one, ended, clock.instant());
      LOG.infof("keycloak ended %d logins for %s %s", ended, one.target().word(), one.targetId());
      outcome = "done";
    } catch (KeycloakAdmin.Unanswered e) {
      Instant next = next(one);
      store.failed(one, String.valueOf(e.getMessage()), clock.instant(), next);
      outcome = next == null ? "failed" : "retried";
      LOG.warnf(
          "keycloak did not end logins for %s %s, attempt %d: %s; %s",
          one.target().word(), one.targetId(), one.attempts() + 1, e.getMessage(), outcome);
    }
    meters
        .counter("gatehouse.keycloak.endings", "target", one.target().word(), "outcome", outcome)
        .increment();
  }

  /** Null to give up. */
  private @Nullable Instant next(Claimed one) {
    Duration doubled =
        config.endings().firstPause().multipliedBy(1L << Math.min(one.attempts(), 20));
    Duration longest = config.endings().longestPause();
    Instant next = clock.instant().plus(doubled.compareTo(longest) > 0 ? longest : doubled);
    return next.isAfter(one.createdAt().plus(config.endings().giveUpAfter())) ? null : next;
  }

  @Scheduled(every = "1h", delayed = "3m")
  void forget() {
    try {
      store.forget(clock.instant().minus(config.endings().kept()));
    } catch (SQLException e) {
      LOG.warnf("old endings stay: %s", e.getMessage());
    }
  }
}
