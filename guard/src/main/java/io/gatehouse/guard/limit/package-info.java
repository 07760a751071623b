/**
 * What a request may weigh: address, headers, body.
 *
 * <p>Owns the limits that are answered with a problem. The server's own, wider limits stay behind
 * them and answer without one. Does not know rate limits.
 */
@NullMarked
package io.gatehouse.guard.limit;

import org.jspecify.annotations.NullMarked;
