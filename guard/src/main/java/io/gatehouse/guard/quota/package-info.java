/**
 * How often a caller may call: GCRA limits of keys and of partners.
 *
 * <p>Owns the limit and its written form, the permits that this service has leased from Redis, and
 * the {@code RateLimit} fields. Asks Redis ahead of need and tells it afterwards: a request does
 * not wait for it. Does not know credentials: whoever admits one says what it is charged to. What a
 * request may weigh is {@code limit}'s.
 */
@NullMarked
package io.gatehouse.guard.quota;

import org.jspecify.annotations.NullMarked;
