package io.gatehouse.guard.jwt;

import io.gatehouse.guard.GuardConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The issuers that this service believes, and the timer that keeps their key sets fresh. */
@ApplicationScoped
class Issuers {

  /** A realm has a handful of keys: more than this is no key set. */
  private static final int LARGEST_KEY_SET = 512 * 1024;

  private final List<TrustedIssuer> issuers = new ArrayList<>();
  private final Set<TrustedIssuer> ofCallers = new HashSet<>();
  private final GuardConfig.Jwks config;
  private final Vertx vertx;
  private final WebClient http;

  Issuers(GuardConfig guard, Vertx vertx, InstantSource clock) {
    this.config = guard.jwks();
    this.vertx = vertx;
    this.http = WebClient.create(vertx);
    RealmDialect realm = new RealmDialect(guard.firstPartyClients(), guard.serviceClients());
    add("realm", guard.realm(), Set.of("jwt", "at+jwt"), realm, clock);
    add("keys", guard.keys(), Set.of("at+jwt"), new KeyDialect(), clock);
  }

  private void add(
      String name,
      GuardConfig.Issuer issuer,
      Set<String> types,
      TrustedIssuer.Dialect dialect,
      InstantSource clock) {
    if (!issuer.enabled() || issuer.issuer().isEmpty() || issuer.jwks().isEmpty()) {
      return;
    }
    TrustedIssuer trusted =
        new TrustedIssuer(
            name,
            issuer.issuer().get(),
            TrustedIssuer.allow(issuer.algorithms()),
            types,
            dialect,
            keys(name, issuer.jwks().get(), clock));
    issuers.add(trusted);
    if (issuer.accessTokens()) {
      ofCallers.add(trusted);
    }
  }

  private IssuerKeys keys(String name, URI jwks, InstantSource clock) {
    return new IssuerKeys(name, () -> fetch(jwks), clock, config.forcedFetchPause());
  }

  /**
   * The key set of {@code auth-service} also where none of its tokens is believed: what it says
   * about revocation is. Kept fresh from now on.
   */
  IssuerKeys feedKeys(URI jwks, InstantSource clock) {
    for (TrustedIssuer issuer : issuers) {
      if (issuer.name().equals("keys")) {
        return issuer.keys();
      }
    }
    IssuerKeys keys = keys("feed", jwks, clock);
    keepFresh(keys);
    return keys;
  }

  /** Those whose access tokens let callers in. */
  List<TrustedIssuer> ofCallers() {
    return issuers.stream().filter(ofCallers::contains).toList();
  }

  /** The realm, for what it says in its own name; null where it is not believed at all. */
  @Nullable TrustedIssuer realm() {
    return issuers.stream().filter(issuer -> issuer.name().equals("realm")).findAny().orElse(null);
  }

  /** A service starts whether or not its issuers are there, and finds them when they come. */
  void start(@Observes StartupEvent event) {
    issuers.forEach(issuer -> keepFresh(issuer.keys()));
  }

  private void keepFresh(IssuerKeys keys) {
    keys.refresh()
        .subscribe()
        .with(fetched -> later(keys, config.refresh()), failure -> later(keys, config.retry()));
  }

  private void later(IssuerKeys keys, Duration wait) {
    vertx.setTimer(Math.max(1, wait.toMillis()), timer -> keepFresh(keys));
  }

  private Uni<KeySet> fetch(URI jwks) {
    return http.getAbs(jwks.toString())
        .timeout(config.timeout().toMillis())
        .followRedirects(false)
        .send()
        .map(Issuers::parse)
        // Connecting and resolving the name count too.
        .ifNoItem()
        .after(config.timeout())
        .fail();
  }

  private static KeySet parse(HttpResponse<?> response) {
    String body = response.bodyAsString();
    if (response.statusCode() != 200 || body == null || body.length() > LARGEST_KEY_SET) {
      throw new IllegalStateException("status " + response.statusCode());
    }
    try {
      return KeySet.parse(body);
    } catch (JoseException e) {
      throw new IllegalStateException("no JWK set", e);
    }
  }
}
