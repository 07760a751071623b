package io.gatehouse.guard.jwt;

import io.gatehouse.guard.GuardConfig;
import io.gatehouse.guard.problem.ErrorCode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.lang.JoseException;

/** Verification as the rest of guard uses it: with memory, and with key sets kept fresh. */
@ApplicationScoped
public class Jwts {

  private final List<TrustedIssuer> issuers = new ArrayList<>();
  private final JwtVerifier verifier;
  private final TokenMemory memory;
  private final GuardConfig config;
  private final Vertx vertx;
  private final WebClient http;

  Jwts(GuardConfig config, Vertx vertx, InstantSource clock) {
    this.config = config;
    this.vertx = vertx;
    this.http = WebClient.create(vertx);
    this.memory = new TokenMemory(config.rememberedTokens(), clock);
    add("realm", config.realm(), Set.of("jwt", "at+jwt"), realmDialect(config), clock);
    add("keys", config.keys(), Set.of("at+jwt"), new KeyDialect(), clock);
    Map<String, TrustedIssuer> byIss = new HashMap<>();
    issuers.forEach(issuer -> byIss.put(issuer.issuer(), issuer));
    this.verifier =
        new JwtVerifier(
            byIss,
            config.audience(),
            (int) config.maxTokenSize().asLongValue(),
            new TokenPolicy(config.clockSkew()),
            clock);
  }

  /** Whether the token is good; after the first time, from memory. */
  public Uni<JwtVerdict> verify(String token) {
    Fingerprint hash = Fingerprint.of(token);
    VerifiedToken known = memory.get(hash);
    if (known != null) {
      return Uni.createFrom().item(new JwtVerdict.Verified(known));
    }
    JwtVerdict verdict = remember(hash, verifier.verify(token));
    if (verdict instanceof JwtVerdict.KeyUnknown(Uni<?> fetched)) {
      return fetched
          .onFailure()
          .recoverWithNull()
          .map(done -> settle(remember(hash, verifier.verify(token))));
    }
    return Uni.createFrom().item(settle(verdict));
  }

  private JwtVerdict remember(Fingerprint hash, JwtVerdict verdict) {
    if (verdict instanceof JwtVerdict.Verified(VerifiedToken token)) {
      memory.put(hash, token);
    }
    return verdict;
  }

  /** A key that is still unknown after the fetch is unknown. */
  private static JwtVerdict settle(JwtVerdict verdict) {
    return switch (verdict) {
      case JwtVerdict.KeyUnknown unknown ->
          JwtVerdict.invalid("The token is signed with a key that is not known here.");
      case JwtVerdict.KeysAway(String issuer) ->
          throw ErrorCode.DEPENDENCY_UNAVAILABLE.because(
              "The keys of the issuer cannot be had at present. Try again shortly.");
      case JwtVerdict.Verified verified -> verified;
      case JwtVerdict.Refused refused -> refused;
    };
  }

  List<TrustedIssuer> issuers() {
    return List.copyOf(issuers);
  }

  /** Starts to fetch; a service starts whether or not its issuers are there. */
  void start(@Observes StartupEvent event) {
    for (TrustedIssuer issuer : issuers) {
      issuer.keys().onChange((before, now) -> memory.forgetAllBut(issuer.issuer(), now));
      keepFresh(issuer);
    }
  }

  private void keepFresh(TrustedIssuer issuer) {
    issuer
        .keys()
        .refresh()
        .subscribe()
        .with(
            ok -> later(issuer, config.jwks().refresh()),
            failed -> later(issuer, config.jwks().retry()));
  }

  private void later(TrustedIssuer issuer, Duration wait) {
    vertx.setTimer(Math.max(1, wait.toMillis()), timer -> keepFresh(issuer));
  }

  private static RealmDialect realmDialect(GuardConfig config) {
    return new RealmDialect(config.firstPartyClients(), config.serviceClients());
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
    URI jwks = issuer.jwks().get();
    issuers.add(
        new TrustedIssuer(
            name,
            issuer.issuer().get(),
            TrustedIssuer.allow(issuer.algorithms()),
            types,
            dialect,
            new IssuerKeys(name, () -> fetch(jwks), clock, config.jwks())));
  }

  private Uni<KeySet> fetch(URI jwks) {
    return http.getAbs(jwks.toString())
        .timeout(config.jwks().timeout().toMillis())
        .followRedirects(false)
        .send()
        .map(response -> {
          if (response.statusCode() != 200) {
            throw new IllegalStateException("status " + response.statusCode());
          }
          try {
            return KeySet.parse(response.bodyAsString());
          } catch (JoseException e) {
            throw new IllegalStateException("no JWK set", e);
          }
        });
  }
}
