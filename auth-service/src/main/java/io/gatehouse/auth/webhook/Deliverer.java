package io.gatehouse.auth.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.auth.signing.PrivateKeyVault;
import io.gatehouse.auth.webhook.DeliveryStore.Claimed;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Empties the outbox: at least once each, by one replica at a time. */
@ApplicationScoped
class Deliverer {

  private static final int AT_ONCE = 20;

  private final DeliveryStore store;
  private final Receivers receivers;
  private final Sender sender;
  private final PrivateKeyVault vault;
  private final ObjectMapper mapper;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final Duration timeout;
  private final RetryPolicy retries;

  Deliverer(
      DeliveryStore store,
      Receivers receivers,
      Sender sender,
      PrivateKeyVault vault,
      ObjectMapper mapper,
      MeterRegistry meters,
      InstantSource clock,
      WebhookConfig config) {
    this.store = store;
    this.receivers = receivers;
    this.sender = sender;
    this.vault = vault;
    this.mapper = mapper;
    this.meters = meters;
    this.clock = clock;
    this.timeout = config.timeout();
    this.retries =
        new RetryPolicy(config.firstPause(), config.longestPause(), config.giveUpAfter());
  }

  @Scheduled(
      every = "${gatehouse.webhooks.deliver-every:PT1S}",
      delayed = "3s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void deliver() {
    try {
      while (deliverSome() == AT_ONCE) {
        Log.debug("more webhooks are due");
      }
    } catch (SQLException | RuntimeException e) {
      Log.warnf("webhooks were not delivered: %s", e.getMessage());
    }
  }

  private record Flying(Claimed delivery, Instant since, Future<Integer> status) {}

  /** All at once, so that a claim outlasts the slowest of them. */
  int deliverSome() throws SQLException {
    Instant now = clock.instant();
    List<Claimed> due =
        store.claim(now, now.plus(timeout.multipliedBy(3)).plusSeconds(30), AT_ONCE);
    List<Flying> flying = new ArrayList<>();
    for (Claimed delivery : due) {
      flying.add(new Flying(delivery, clock.instant(), send(delivery)));
    }
    for (Flying one : flying) {
      land(one);
    }
    return due.size();
  }

  private Future<Integer> send(Claimed delivery) {
    try {
      URI url = URI.create(delivery.url());
      InetAddress to = receivers.judge(url);
      String body = body(delivery);
      long timestamp = clock.instant().getEpochSecond();
      byte[] secret = vault.open(delivery.webhook(), delivery.sealed());
      return sender.post(
          url,
          to,
          Map.of(
              "Content-Type", "application/json",
              "User-Agent", "Gatehouse-Webhooks/1",
              "webhook-id", delivery.eventId(),
              "webhook-timestamp", Long.toString(timestamp),
              "webhook-signature", Signature.of(secret, delivery.eventId(), timestamp, body)),
          body);
    } catch (Receivers.Refused | JsonProcessingException | RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private String body(Claimed delivery) throws JsonProcessingException {
    ObjectNode data = (ObjectNode) mapper.readTree(delivery.data());
    data.put("keyId", delivery.keyId()).put("partnerId", delivery.partnerId());
    ObjectNode body = mapper.createObjectNode();
    body.put("type", delivery.type()).put("timestamp", delivery.at().toString());
    body.set("data", data);
    return mapper.writeValueAsString(body);
  }

  private void land(Flying one) throws SQLException {
    String outcome;
    boolean delivered = false;
    try {
      int status =
          one.status()
              .toCompletionStage()
              .toCompletableFuture()
              .get(timeout.toMillis() * 2, TimeUnit.MILLISECONDS);
      delivered = status / 100 == 2;
      outcome = Integer.toString(status);
    } catch (ExecutionException e) {
      outcome = reason(e.getCause());
    } catch (TimeoutException e) {
      outcome = "timeout";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    Claimed delivery = one.delivery();
    Instant now = clock.instant();
    Instant next =
        delivered
            ? null
            : retries.next(
                delivery.createdAt(),
                now,
                delivery.attempts() + 1,
                ThreadLocalRandom.current().nextDouble());
    store.attempted(
        delivery, now, Duration.between(one.since(), now).toMillis(), outcome, delivered, next);
    String became = delivered ? "delivered" : next == null ? "failed" : "retried";
    meters.counter("gatehouse.webhook.attempts", "outcome", became).increment();
    Log.infof(
        "webhook %s event=%s attempt=%d: %s (%s)",
        delivery.webhook(), delivery.eventId(), delivery.attempts() + 1, became, outcome);
  }

  /** In a word, for people; what a library says may name addresses. */
  private static String reason(@Nullable Throwable failure) {
    return switch (failure) {
      case Receivers.Refused refused -> "refused: " + refused.getMessage();
      case java.util.concurrent.TimeoutException t -> "timeout";
      case javax.net.ssl.SSLException t -> "tls failed";
      case java.net.ConnectException t -> "no connection";
      case null, default -> "not sent";
    };
  }
}
