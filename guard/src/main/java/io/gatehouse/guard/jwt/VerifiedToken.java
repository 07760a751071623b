package io.gatehouse.guard.jwt;

import io.gatehouse.guard.address.Cidr;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.credential.CredentialVerdict;
import io.gatehouse.guard.possession.Binding;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.quota.Quota;
import io.vertx.ext.web.RoutingContext;
import java.security.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token whose signature and claims were good, with all that a repeat needs. Immutable. */
public final class VerifiedToken {

  private static final CredentialVerdict ELSEWHERE =
      new CredentialVerdict.Refused(
          ErrorCode.IP_NOT_ALLOWED, "This key may not be used from this address.");

  private final Caller caller;
  private final CredentialVerdict admitted;
  private final List<Cidr> cidrs;
  private final long endsAt;
  private final String issuer;
  private final String keyId;
  private final PublicKey key;
  private final @Nullable Binding binding;

  VerifiedToken(
      Caller caller,
      List<Cidr> cidrs,
      List<Quota> quotas,
      long endsAt,
      String issuer,
      String keyId,
      PublicKey key,
      @Nullable Binding binding) {
    this.caller = caller;
    this.admitted = new CredentialVerdict.Admitted(caller, quotas);
    this.cidrs = cidrs;
    this.endsAt = endsAt;
    this.issuer = issuer;
    this.keyId = keyId;
    this.key = key;
    this.binding = binding;
  }

  public Caller caller() {
    return caller;
  }

  /** What its presenter must prove; null for nothing. */
  @Nullable Binding binding() {
    return binding;
  }

  /** The verdict on a request that carries this: it may be bound to addresses. */
  public CredentialVerdict admit(RoutingContext request) {
    return cidrs.isEmpty() || allowsFrom(request.request().remoteAddress().hostAddress())
        ? admitted
        : ELSEWHERE;
  }

  private boolean allowsFrom(String address) {
    for (Cidr cidr : cidrs) {
      if (cidr.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** First millisecond of the epoch at which it no longer counts, skew included. */
  long endsAt() {
    return endsAt;
  }

  /** Whether its issuer still publishes the key that made it; true for another issuer's keys. */
  boolean isStillSigned(String changedIssuer, KeySet now) {
    return !issuer.equals(changedIssuer) || now.holds(keyId, key);
  }
}
