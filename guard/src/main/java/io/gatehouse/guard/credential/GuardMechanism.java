package io.gatehouse.guard.credential;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.credential.CredentialVerdict.Absent;
import io.gatehouse.guard.credential.CredentialVerdict.Admitted;
import io.gatehouse.guard.credential.CredentialVerdict.Refused;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.LogNote;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.quota.QuotaGate;
import io.gatehouse.guard.usage.CredentialKind;
import io.gatehouse.guard.usage.KeyUses;
import io.gatehouse.guard.usage.Traffic;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one door: asks each {@link CredentialReader}, refuses two credentials, asks for revocation,
 * and makes the identity. No credential is no fault here: the endpoint decides.
 *
 * <p>It and what it asks on each request are singletons, which Quarkus calls without a proxy.
 */
@Singleton
public class GuardMechanism implements HttpAuthenticationMechanism {

  /** Where the id stands in a key, {@code gk_live_} or {@code gk_test_} before it. */
  private static final int ID_BEGINS = 8;

  private static final int ID_ENDS = 24;

  private static final Uni<HttpCredentialTransport> TRANSPORT =
      Uni.createFrom()
          .item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "bearer"));

  static final String STALE = "Revocations cannot be checked at present. Try again shortly.";

  private final CredentialReader[] readers;
  private final RevocationGate revocations;
  private final QuotaGate quotas;
  private final CredentialMetrics metrics;
  private final KeyUses uses;
  private final Event<CredentialInUrl> inUrl;

  GuardMechanism(
      @All List<CredentialReader> readers,
      RevocationGate revocations,
      QuotaGate quotas,
      CredentialMetrics metrics,
      KeyUses uses,
      Event<CredentialInUrl> inUrl) {
    this.readers = readers.toArray(CredentialReader[]::new);
    this.revocations = revocations;
    this.quotas = quotas;
    this.metrics = metrics;
    this.uses = uses;
    this.inUrl = inUrl;
  }

  /** Made at start, so that what is missing is missed before the first request. */
  void start(@Observes StartupEvent event) {}

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identityProviders) {
    if (ForeignDoor.isClaimed(request)) {
      return Uni.createFrom().nullItem();
    }
    try {
      Presented presented = Headers.read(request.request());
      presented.keep(request);
      if (presented != Presented.NOTHING) {
        Traffic.shows(
            request, presented.key() != null ? CredentialKind.api_key : CredentialKind.jwt);
      }
    } catch (ProblemException e) {
      metrics.refused("none", e.code());
      if (e.code() == ErrorCode.CREDENTIAL_IN_URL) {
        inUrl.fire(new CredentialInUrl(Headers.decoded(request.request().query())));
      }
      return Uni.createFrom().failure(e);
    }
    return switch (ask(request)) {
      case CredentialVerdict known -> settledNow(request, known);
      case Reading.Later(var outcome) -> outcome.chain(verdict -> settled(request, verdict));
    };
  }

  private Uni<@Nullable SecurityIdentity> settledNow(
      RoutingContext request, CredentialVerdict verdict) {
    try {
      return settled(request, verdict);
    } catch (ProblemException refusal) {
      return Uni.createFrom().failure(refusal);
    }
  }

  private Uni<@Nullable SecurityIdentity> settled(
      RoutingContext request, CredentialVerdict verdict) {
    return charged(request, verdict, identity(request, verdict));
  }

  /** Last of all, so that what is refused for another reason spends nothing. */
  private Uni<@Nullable SecurityIdentity> charged(
      RoutingContext request, CredentialVerdict verdict, @Nullable SecurityIdentity identity) {
    if (!(verdict instanceof Admitted admitted)) {
      return Uni.createFrom().item(identity);
    }
    if (admitted.quotas().isEmpty()) {
      return Uni.createFrom().item(entered(request, admitted));
    }
    return quotas
        .charge(admitted.quotas(), request.response().headers(), OwnContext::resume)
        .onFailure(ProblemException.class)
        .invoke(failure -> overQuota(request, admitted.caller(), (ProblemException) failure))
        .map(charged -> entered(request, admitted));
  }

  private void overQuota(RoutingContext request, Caller caller, ProblemException refusal) {
    metrics.refused(caller.origin().label(), refusal.code());
    LogNote.put(request, "key=" + caller.clientId());
    Traffic.shows(request, CredentialKind.of(caller.origin()));
    uses.outcome(request.request(), caller, refusal.code().code());
  }

  private SecurityIdentity entered(RoutingContext request, Admitted admitted) {
    metrics.admitted(admitted.caller().origin().label());
    Traffic.entered(request, admitted.caller().origin());
    uses.admitted(request.request(), admitted.caller());
    return admitted.identity();
  }

  /** Readers that have nothing to say cost nothing more: usually one is left. */
  private Reading ask(RoutingContext request) {
    Reading all = CredentialVerdict.ABSENT;
    for (CredentialReader reader : readers) {
      Reading one = reader.read(request);
      if (one != CredentialVerdict.ABSENT) {
        all =
            all == CredentialVerdict.ABSENT
                ? one
                : new Reading.Later(both(request, outcome(all), outcome(one)));
      }
    }
    return all;
  }

  private static Uni<CredentialVerdict> outcome(Reading reading) {
    return switch (reading) {
      case CredentialVerdict known -> Uni.createFrom().item(known);
      case Reading.Later(var outcome) -> outcome;
    };
  }

  /** The first bad credential ends it, and so does a second good one. */
  private Uni<CredentialVerdict> both(
      RoutingContext request, Uni<CredentialVerdict> first, Uni<CredentialVerdict> second) {
    return first.chain(sofar ->
        switch (sofar) {
          case Refused refused -> Uni.createFrom().item(refused);
          case Absent absent -> second;
          case Admitted admitted ->
              second.map(next ->
                  switch (next) {
                    case Absent absent -> admitted;
                    case Refused refused -> refused;
                    case Admitted another -> {
                      metrics.refused("none", ErrorCode.MULTIPLE_CREDENTIALS);
                      Traffic.shows(request, CredentialKind.none);
                      throw Headers.two();
                    }
                  });
        });
  }

  private @Nullable SecurityIdentity identity(RoutingContext request, CredentialVerdict verdict) {
    return switch (verdict) {
      case Absent absent -> {
        refuseUnclaimed(request);
        yield null;
      }
      case Refused(ErrorCode code, String detail) -> {
        metrics.refused(kind(request), code);
        if (Presented.in(request) == Presented.NOTHING) {
          Traffic.shows(request, CredentialKind.session);
        }
        countRefused(request, code);
        throw new ProblemException(code, detail);
      }
      case Admitted admitted -> {
        String origin = admitted.caller().origin().label();
        // Asked each time, also for a credential that verified before: that is what makes it die.
        ErrorCode refusal =
            revocations.refusal(
                admitted.caller(), request.request().method(), request.normalizedPath());
        if (refusal != null) {
          metrics.refused(origin, refusal);
          Traffic.shows(request, CredentialKind.of(admitted.caller().origin()));
          uses.outcome(request.request(), admitted.caller(), refusal.code());
          throw refusal.because(
              refusal.status() == 401
                  ? "This credential was revoked. Log in again, or ask for a new one."
                  : STALE);
        }
        yield admitted.identity();
      }
    };
  }

  /** Only codes that are told to who has proved the key: a stranger's made-up ids fill nothing. */
  private void countRefused(RoutingContext request, ErrorCode code) {
    String key = Presented.in(request).key();
    boolean proved =
        code == ErrorCode.KEY_REVOKED
            || code == ErrorCode.KEY_EXPIRED
            || code == ErrorCode.KEY_DISABLED
            || code == ErrorCode.IP_NOT_ALLOWED;
    if (key != null && proved) {
      uses.refused(request.request(), key.substring(ID_BEGINS, ID_ENDS), code.code());
    }
  }

  /** A credential that no reader wanted is bad, not absent. */
  private void refuseUnclaimed(RoutingContext request) {
    Presented presented = Presented.in(request);
    if (presented == Presented.NOTHING) {
      return;
    }
    ErrorCode code = presented.key() != null ? ErrorCode.INVALID_KEY : ErrorCode.INVALID_TOKEN;
    metrics.refused(kind(request), code);
    throw code.because("This service takes no credential of this kind.");
  }

  private static String kind(RoutingContext request) {
    Presented presented = Presented.in(request);
    if (presented.key() != null) {
      return "partner";
    }
    return presented.token() != null ? "token" : "session";
  }

  /** Never used by our own answers, which {@code problem} writes; others may ask for it. */
  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext request) {
    return Uni.createFrom()
        .item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"gatehouse\""));
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
    return TRANSPORT;
  }

  /**
   * Before any other mechanism: a bad credential of ours must not become somebody else's chance.
   */
  @Override
  public int getPriority() {
    return DEFAULT_PRIORITY + 1000;
  }
}
