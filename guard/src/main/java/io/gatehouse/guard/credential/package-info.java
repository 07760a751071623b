/**
 * The edge: a request's credential becomes a {@link io.gatehouse.guard.caller.Caller}, once.
 *
 * <p>Owns the reading of headers and the rule that "not mine" is not "bad": an absent credential is
 * passed on, a bad one ends the request, two of them are refused. Does not know how a kind of
 * credential is verified: each has its own {@link io.gatehouse.guard.credential.CredentialReader}.
 */
@NullMarked
package io.gatehouse.guard.credential;

import org.jspecify.annotations.NullMarked;
