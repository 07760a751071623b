package io.gatehouse.guard.leak;

import io.gatehouse.guard.GuardConfig;
import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.guard.credential.CredentialInUrl;
import io.gatehouse.guard.jwt.Fingerprint;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Tells {@code auth-service} of a key that came in an address. The request has been refused by then
 * and waits for nothing; a report that does not fit the bounds or does not arrive is dropped and
 * counted. {@code POST /v1/leaks} takes it from anyone who holds the key, so none of this service's
 * own credentials goes along.
 */
@ApplicationScoped
class LeakReporter {

  private static final Logger LOG = Logger.getLogger(LeakReporter.class);
  private static final Pattern KEY =
      Pattern.compile("(?<![0-9A-Za-z_])gk_(?:live|test)_[0-9A-Za-z]{65}(?![0-9A-Za-z_])");

  private final GuardConfig config;
  private final ReportBudget budget;
  private final MeterRegistry meters;
  private final WebClient http;

  LeakReporter(GuardConfig config, InstantSource clock, MeterRegistry meters, Vertx vertx) {
    this.config = config;
    this.budget = new ReportBudget(config.leaks().perMinute(), clock);
    this.meters = meters;
    WebClientOptions options = new WebClientOptions();
    options.setMaxPoolSize(1).setMaxWaitQueueSize(16).setFollowRedirects(false);
    this.http = WebClient.create(vertx, options);
  }

  void seen(@Observes CredentialInUrl refused) {
    URI endpoint = config.leaks().endpoint().orElse(null);
    Matcher text = KEY.matcher(refused.query());
    if (endpoint == null || !text.find()) {
      return;
    }
    ApiKey key = ApiKey.parse(text.group());
    if (key == null) {
      return;
    }
    Fingerprint hash = Fingerprint.of(key.reveal());
    if (budget.take(hash)) {
      report(endpoint, key, hash);
    } else {
      count("dropped");
    }
  }

  private void report(URI endpoint, ApiKey key, Fingerprint hash) {
    JsonObject body =
        new JsonObject()
            .put("key", key.reveal())
            .put("source", "the address of a request to " + config.audience())
            .put("inAddress", true);
    // Deferred, so that an address that is none fails here and not the request.
    Uni.createFrom()
        .deferred(() ->
            http.postAbs(endpoint.toString())
                .timeout(config.leaks().timeout().toMillis())
                .sendJsonObject(body))
        .subscribe()
        .with(
            answer -> answered(key, hash, answer.statusCode()),
            failure -> lost(key, hash, failure));
  }

  private void answered(ApiKey key, Fingerprint hash, int status) {
    if (status != 200) {
      lost(key, hash, new IllegalStateException("status " + status));
      return;
    }
    count("reported");
    LOG.warnf("key %s came in an address: reported as leaked", key);
  }

  private void lost(ApiKey key, Fingerprint hash, Throwable failure) {
    budget.forget(hash);
    count("failed");
    LOG.warnf("key %s came in an address; not reported: %s", key, failure);
  }

  private void count(String outcome) {
    meters.counter("gatehouse.leaks.seen", "outcome", outcome).increment();
  }
}
