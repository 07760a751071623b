package io.gatehouse.guard.jwt;

import io.gatehouse.guard.address.Cidr;
import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.credential.CredentialVerdict;
import io.smallrye.mutiny.Uni;
import java.security.PublicKey;
import java.util.List;

/**
 * A token whose signature and claims were good, with all that a repeat needs.
 *
 * @param notAfter last instant at which it counts, in epoch milliseconds, skew included
 * @param cidrs where it may be used from; empty for anywhere
 * @param keyId under which id of its issuer's key set, and with which key, it verified
 */
public record VerifiedToken(
    Caller caller,
    Uni<CredentialVerdict> admitted,
    List<Cidr> cidrs,
    long notAfter,
    String issuer,
    String keyId,
    PublicKey key) {}
