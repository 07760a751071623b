package io.gatehouse.guard.credential;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.credential.CredentialVerdict.Absent;
import io.gatehouse.guard.credential.CredentialVerdict.Admitted;
import io.gatehouse.guard.credential.CredentialVerdict.Refused;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.revocation.Revocations;
import io.quarkus.arc.All;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one door: asks each {@link CredentialReader}, refuses two credentials, asks for revocation,
 * and makes the identity. No credential is no fault here: the endpoint decides.
 */
@ApplicationScoped
public class GuardMechanism implements HttpAuthenticationMechanism {

  private static final Set<HttpMethod> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final CredentialReader[] readers;
  private final Revocations revocations;
  private final CredentialMetrics metrics;

  GuardMechanism(
      @All List<CredentialReader> readers,
      Instance<Revocations> revocations,
      CredentialMetrics metrics) {
    this.readers = readers.toArray(CredentialReader[]::new);
    this.revocations = present(revocations);
    this.metrics = metrics;
  }

  /** A service that cannot turn anyone away does not start; only a test may do without. */
  private static Revocations present(Instance<Revocations> revocations) {
    if (revocations.isResolvable()) {
      return revocations.get();
    }
    if (LaunchMode.current() == LaunchMode.TEST) {
      return caller -> Revocations.Verdict.VALID;
    }
    throw new IllegalStateException("guard needs one bean of type " + Revocations.class.getName());
  }

  /** Made at start, so that what is missing is missed before the first request. */
  void start(@Observes StartupEvent event) {}

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext request, IdentityProviderManager identityProviders) {
    try {
      Headers.read(request.request()).keep(request);
    } catch (ProblemException e) {
      metrics.refused("none", e.code());
      return Uni.createFrom().failure(e);
    }
    return ask(request, 0, CredentialVerdict.ABSENT).map(verdict -> identity(request, verdict));
  }

  /**
   * One reader after the other; the first bad credential ends it, and so does a second good one.
   */
  private Uni<CredentialVerdict> ask(RoutingContext request, int next, CredentialVerdict sofar) {
    if (next == readers.length) {
      return Uni.createFrom().item(sofar);
    }
    return readers[next]
        .read(request)
        .chain(verdict ->
            switch (verdict) {
              case Absent absent -> ask(request, next + 1, sofar);
              case Refused refused -> Uni.createFrom().item(refused);
              case Admitted admitted ->
                  sofar instanceof Admitted
                      ? Uni.createFrom().failure(Headers.two())
                      : ask(request, next + 1, admitted);
            });
  }

  private @Nullable SecurityIdentity identity(RoutingContext request, CredentialVerdict verdict) {
    return switch (verdict) {
      case Absent absent -> null;
      case Refused(ErrorCode code, String detail) -> {
        metrics.refused(kind(request), code);
        throw new ProblemException(code, detail);
      }
      case Admitted admitted -> {
        checkRevocation(request, admitted.caller());
        metrics.admitted(admitted.caller().origin().label());
        yield admitted.identity();
      }
    };
  }

  /** Asked each time, also for a credential that verified before: that is what makes it die. */
  private void checkRevocation(RoutingContext request, Caller caller) {
    ErrorCode code =
        switch (revocations.check(caller)) {
          case VALID -> null;
          case REVOKED -> ErrorCode.TOKEN_REVOKED;
          case STALE -> ErrorCode.REVOCATION_STATE_STALE;
          case STALE_FOR_CHANGES ->
              READS.contains(request.request().method()) ? null : ErrorCode.REVOCATION_STATE_STALE;
        };
    if (code == null) {
      return;
    }
    metrics.refused(caller.origin().label(), code);
    throw code == ErrorCode.TOKEN_REVOKED
        ? code.because("This credential has been revoked. Log in again or ask for a new one.")
        : code.because("Revocations cannot be checked at present. Try again shortly.");
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
    return Uni.createFrom()
        .item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "bearer"));
  }

  /**
   * Before any other mechanism: a bad credential of ours must not become somebody else's chance.
   */
  @Override
  public int getPriority() {
    return DEFAULT_PRIORITY + 1000;
  }
}
