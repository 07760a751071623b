/**
 * One vocabulary of refusals, told as {@code application/problem+json} (RFC 9457).
 *
 * <p>Owns the codes, their status, the JSON shape and the mapping of what Quarkus throws. What a
 * client reads is written here; what an operator reads is the log. Does not decide who may enter.
 */
@NullMarked
package io.gatehouse.guard.problem;

import org.jspecify.annotations.NullMarked;
