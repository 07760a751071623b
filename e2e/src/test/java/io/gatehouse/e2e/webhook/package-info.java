/**
 * Events of keys as they arrive at somebody who asked to be told.
 *
 * <p>Owns a receiver that trusts nothing but the signature. Does not test retries and replays: they
 * are tested where they are built.
 */
@NullMarked
package io.gatehouse.e2e.webhook;

import org.jspecify.annotations.NullMarked;
