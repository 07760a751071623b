/**
 * Network addresses: blocks in CIDR notation, and which address a request came from.
 *
 * <p>Owns their form and comparison. Does not decide who may call from where: a key says so, and
 * the edge asks.
 */
@NullMarked
package io.gatehouse.guard.address;

import org.jspecify.annotations.NullMarked;
