package io.gatehouse.guard.usage;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts uses of keys on the path of requests, in memory alone, and reports them and the traffic
 * from a thread of its own; once more at an orderly stop.
 */
@Singleton
public class KeyUses {

  private static final Logger LOG = Logger.getLogger(KeyUses.class);
  private static final int LONGEST_AGENT = 200;

  private final UsageConfig config;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final UsageCollector collector;
  private final TrafficCollector traffic;
  private final UsageQueue queue;
  private @Nullable ScheduledExecutorService timer;

  KeyUses(
      UsageConfig config,
      UsageSink sink,
      Traffic traffic,
      InstantSource clock,
      MeterRegistry meters) {
    this.config = config;
    this.clock = clock;
    this.meters = meters;
    this.collector = new UsageCollector(config.maxCounters());
    this.traffic = traffic.collector();
    this.queue = new UsageQueue(collector, this.traffic, sink);
  }

  void start(@Observes StartupEvent event) {
    if (!config.enabled()) {
      return;
    }
    Gauge.builder("gatehouse.usage.counters", collector, UsageCollector::size).register(meters);
    FunctionCounter.builder("gatehouse.usage.dropped", collector, UsageCollector::dropped)
        .tag("of", "keys")
        .register(meters);
    FunctionCounter.builder("gatehouse.usage.dropped", traffic, TrafficCollector::dropped)
        .tag("of", "traffic")
        .register(meters);
    ScheduledExecutorService one =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("key-usage").factory());
    long pause = config.reportEvery().toMillis();
    var unused = one.scheduleWithFixedDelay(this::report, pause, pause, TimeUnit.MILLISECONDS);
    timer = one;
  }

  void stop(@Observes ShutdownEvent event) {
    if (timer != null) {
      timer.shutdown();
      report();
    }
  }

  /** A request that was let in; of interest only if by a key. */
  public void admitted(HttpServerRequest request, Caller caller) {
    outcome(request, caller, "admitted");
  }

  /** A request that was turned away after it was known whose it is. */
  public void outcome(HttpServerRequest request, Caller caller, String outcome) {
    if (caller.origin() instanceof Origin.PartnerKey key) {
      count(
          key.keyId(),
          key.secretVersion(),
          outcome,
          address(request),
          request.getHeader("User-Agent"));
    }
  }

  /**
   * What became of a request to another server, which asked about its credential.
   *
   * @param address of the caller there; empty where that is not known
   */
  public void outcome(Caller caller, String outcome, String address, @Nullable String userAgent) {
    if (caller.origin() instanceof Origin.PartnerKey key) {
      count(key.keyId(), key.secretVersion(), outcome, address, userAgent);
    }
  }

  /** A key that was refused; its holder has proved it, or this would fill with made-up ids. */
  public void refused(HttpServerRequest request, String keyId, String code) {
    count(keyId, 0, code, address(request), request.getHeader("User-Agent"));
  }

  /** The same, where there is no request at hand. */
  public void refused(String keyId, String code) {
    count(keyId, 0, code, "", null);
  }

  private void count(
      String keyId, int version, String outcome, String address, @Nullable String userAgent) {
    if (config.enabled()) {
      collector.count(keyId, version, outcome, clock.instant(), address, plain(userAgent));
    }
  }

  private static String address(HttpServerRequest request) {
    var remote = request.remoteAddress();
    String address = remote == null ? null : remote.hostAddress();
    return address == null ? "" : address;
  }

  private void report() {
    try {
      int refused = queue.send();
      if (refused > 0) {
        meters.counter("gatehouse.usage.reports", "outcome", "refused").increment(refused);
        LOG.warnf("%d reports of use were refused", refused);
      }
    } catch (IOException | RuntimeException e) {
      meters.counter("gatehouse.usage.reports", "outcome", "failed").increment();
      LOG.warnf("use was not reported, and will be again: %s", e.getMessage());
    }
  }

  /** What a stranger wrote, as one bounded line of ASCII, without what may be a key. */
  static String plain(@Nullable String agent) {
    if (agent == null) {
      return "";
    }
    String text = agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent;
    String line = isPlain(text) ? text : text.replaceAll("[^ -~]", "?");
    int key = line.indexOf("gk_");
    return key < 0 ? line : line.substring(0, key);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }
}
