package io.gatehouse.guard.apikey;

import io.gatehouse.guard.GuardConfig;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.jwt.Fingerprint;
import io.gatehouse.guard.jwt.JwtVerdict;
import io.gatehouse.guard.jwt.Jwts;
import io.gatehouse.guard.jwt.VerifiedToken;
import io.gatehouse.guard.problem.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.jboss.logging.Logger;

/**
 * Shows a key to {@code auth-service} and gets a token for it (RFC 8693 §2). The token is verified
 * like any other, and must be for this very key: the answer of a service is no credential.
 */
@ApplicationScoped
class KeyExchange {

  private static final Logger LOG = Logger.getLogger(KeyExchange.class);

  private final GuardConfig config;
  private final OwnToken ownToken;
  private final Jwts jwts;
  private final WebClient http;

  KeyExchange(GuardConfig config, OwnToken ownToken, Jwts jwts, Vertx vertx) {
    this.config = config;
    this.ownToken = ownToken;
    this.jwts = jwts;
    // Bounded: keys with a good checksum are easy to invent, and each costs auth-service a look.
    WebClientOptions options = new WebClientOptions();
    options.setMaxPoolSize(32).setMaxWaitQueueSize(512).setFollowRedirects(false);
    this.http = WebClient.create(vertx, options);
  }

  /** The verdict on a key; a failure says that it could not be had, and nothing about the key. */
  Uni<ExchangeVerdict> exchange(ShownKey key) {
    return ask(key, false)
        .chain(reply ->
            // Once more with a new token: ours may have died with a realm-wide revocation.
            reply instanceof ExchangeReply.OwnTokenRefused
                ? ask(key, true)
                : Uni.createFrom().item(reply))
        .chain(reply -> judge(key, reply))
        .ifNoItem()
        .after(config.exchange().timeout())
        .fail()
        .onFailure()
        .transform(failure -> away(key, failure));
  }

  private Uni<ExchangeReply> ask(ShownKey key, boolean renewOwnToken) {
    URI endpoint =
        config.exchange().endpoint().orElseThrow(() -> new IllegalStateException("no endpoint"));
    MultiMap form =
        MultiMap.caseInsensitiveMultiMap()
            .add("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
            .add("subject_token", key.reveal())
            .add("subject_token_type", "urn:gatehouse:token-type:api-key")
            .add("audience", config.audience())
            .add("requested_token_type", "urn:ietf:params:oauth:token-type:access_token");
    return ownToken
        .get(renewOwnToken)
        .chain(token ->
            http.postAbs(endpoint.toString())
                .timeout(config.exchange().timeout().toMillis())
                .bearerTokenAuthentication(token)
                .sendForm(new io.vertx.mutiny.core.MultiMap(form)))
        .map(response -> ExchangeReply.read(response.statusCode(), response.bodyAsString()));
  }

  private Uni<ExchangeVerdict> judge(ShownKey key, ExchangeReply reply) {
    return switch (reply) {
      case ExchangeReply.Token(String text) ->
          jwts.verify(text, Fingerprint.of(text)).map(verdict -> accept(key, verdict));
      case ExchangeReply.Refusal(ErrorCode code) ->
          Uni.createFrom().item(new ExchangeVerdict.Refused(code));
      case ExchangeReply.OwnTokenRefused refused -> fault("our own token is refused");
      case ExchangeReply.Fault(String reason) -> fault(reason);
    };
  }

  private static ExchangeVerdict accept(ShownKey key, JwtVerdict verdict) {
    if (verdict instanceof JwtVerdict.Verified(VerifiedToken token)
        && token.caller().origin() instanceof Origin.PartnerKey origin
        && key.mayBe(origin.keyId())) {
      return new ExchangeVerdict.Exchanged(token);
    }
    throw new IllegalStateException("the token for it does not verify: " + verdict.getClass());
  }

  private static Uni<ExchangeVerdict> fault(String reason) {
    return Uni.createFrom().failure(new IllegalStateException(reason));
  }

  private static Throwable away(ShownKey key, Throwable failure) {
    LOG.warnf("key %s not exchanged: %s", key, failure);
    return ErrorCode.DEPENDENCY_UNAVAILABLE.because(
        "Keys cannot be checked at present. Try again shortly.");
  }
}
