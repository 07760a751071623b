/**
 * What has been revoked, kept in memory, so that no request pays a network hop.
 *
 * <p>Owns the verifier's side of the revocation plane: the copy, its freshness, and the answer to
 * "may this caller still enter?". Does not decide what is revoked: {@code auth-service} does.
 */
@NullMarked
package io.gatehouse.guard.revocation;

import org.jspecify.annotations.NullMarked;
