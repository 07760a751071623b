package io.gatehouse.auth.forward;

import io.gatehouse.auth.exchange.KeyTokens;
import io.gatehouse.auth.standing.Standing;
import io.gatehouse.auth.standing.Standings;
import io.gatehouse.guard.address.Cidr;
import io.gatehouse.guard.credential.Presented;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.LogNote;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.quota.QuotaGate;
import io.gatehouse.guard.usage.CredentialKind;
import io.gatehouse.guard.usage.KeyUses;
import io.gatehouse.guard.usage.Traffic;
import io.gatehouse.guard.usage.TrafficCount;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Decides whether a proxy may let a request through, and with which token. */
@ApplicationScoped
class Forwarding {

  /** The caller, and the JWT that the service behind the proxy can verify by itself. */
  record Passed(Standing.Live standing, String token) {}

  /** Longer than a lease may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Standings standings;
  private final KeyTokens tokens;
  private final Proxies proxies;
  private final QuotaGate quotas;
  private final KeyUses uses;
  private final Set<String> audiences;

  Forwarding(
      Standings standings,
      KeyTokens tokens,
      Proxies proxies,
      QuotaGate quotas,
      KeyUses uses,
      VerifyConfig config) {
    this.standings = standings;
    this.tokens = tokens;
    this.proxies = proxies;
    this.quotas = quotas;
    this.uses = uses;
    this.audiences = config.audiences().orElse(Set.of());
  }

  /**
   * @throws ProblemException 401, 403, 429 or 503 and nothing else
   */
  Passed pass(RoutingContext request, Wanted wanted, String credential) throws SQLException {
    HttpServerRequest http = request.request();
    return switch (standings.of(credential, proxies.isChange(http))) {
      case Standing.Dead dead -> {
        LogNote.put(request, dead.note());
        if (dead.provedKey() != null) {
          uses.refused(dead.provedKey(), dead.code().code());
        }
        throw dead.code().because(dead.detail());
      }
      case Standing.Live live -> {
        LogNote.put(request, "client=" + live.caller().clientId() + " for=" + wanted.audience());
        Traffic.shows(request, CredentialKind.of(live.caller().origin()));
        String address = proxies.callerAddress(http);
        String agent = http.getHeader("User-Agent");
        try {
          Passed passed = admit(live, wanted, credential, address, http);
          uses.outcome(live.caller(), TrafficCount.ADMITTED, address, agent);
          yield passed;
        } catch (ProblemException refused) {
          uses.outcome(live.caller(), refused.code().code(), address, agent);
          throw refused;
        }
      }
    };
  }

  private Passed admit(
      Standing.Live live,
      Wanted wanted,
      String credential,
      String address,
      HttpServerRequest http) {
    checkAddress(live, address);
    checkAudience(live, wanted.audience());
    checkScopes(live, wanted.scopes());
    charge(live, http);
    return new Passed(live, token(live, credential, wanted.audience()));
  }

  /** The one credential of the request. */
  static String credential(RoutingContext request) {
    Presented presented;
    try {
      presented = Presented.of(request.request());
    } catch (ProblemException e) {
      // 400 anywhere else; to nginx that were a fault of its own.
      throw ErrorCode.INVALID_TOKEN.because(e.detail());
    }
    String credential = presented.key() != null ? presented.key() : presented.token();
    if (credential == null) {
      throw ErrorCode.CREDENTIAL_MISSING.because("This needs a credential.");
    }
    Traffic.shows(request, presented.key() != null ? CredentialKind.api_key : CredentialKind.jwt);
    return credential;
  }

  private static void checkAddress(Standing.Live live, String address) {
    List<String> cidrs =
        switch (live) {
          case Standing.Key key -> key.good().key().cidrs();
          case Standing.Token token -> token.cidrs();
        };
    if (!cidrs.isEmpty() && !Proxies.isIn(cidrs.stream().map(Cidr::parse).toList(), address)) {
      throw ErrorCode.IP_NOT_ALLOWED.because("This key may not be used from this address.");
    }
  }

  private void checkAudience(Standing.Live live, String audience) {
    if (!audiences.contains(audience)) {
      // Else whoever reaches this could have tokens made for any service.
      throw ErrorCode.FORBIDDEN.because(
          "No proxy guards this service (gatehouse.verify.audiences).");
    }
    if (live instanceof Standing.Token bound && bound.claims().hasClaim("cnf")) {
      // Let through without its proof, a stolen one would be good behind every proxy.
      throw ErrorCode.INVALID_TOKEN.because(
          "This token is bound to a key, whose proof cannot be checked here.");
    }
    if (live instanceof Standing.Token token && !token.audiences().contains(audience)) {
      throw ErrorCode.INVALID_TOKEN.because("The token is meant for another service.");
    }
  }

  private static void checkScopes(Standing.Live live, Set<String> scopes) {
    if (!live.caller().scopes().containsAll(scopes)) {
      throw ErrorCode.INSUFFICIENT_SCOPE.because(
          "This needs the scope " + String.join(" ", scopes) + ".");
    }
  }

  /** Last, so that what is refused for another reason spends nothing. Blocks. */
  private void charge(Standing.Live live, HttpServerRequest http) {
    quotas
        .charge(live.quotas(), http.response().headers(), verdict -> verdict)
        .await()
        .atMost(PATIENCE);
  }

  private String token(Standing.Live live, String credential, String audience) {
    return switch (live) {
      case Standing.Token token -> credential;
      case Standing.Key key -> {
        KeyTokens.Issued issued = tokens.issue(key.good(), live.caller().scopes(), audience);
        if (issued == null) {
          throw ErrorCode.KEY_EXPIRED.because("This key has expired.");
        }
        yield issued.token();
      }
    };
  }
}
