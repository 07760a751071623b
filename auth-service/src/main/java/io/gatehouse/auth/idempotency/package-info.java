/**
 * The same request twice creates one thing.
 *
 * <p>Owns the memory of which thing came of which request, under the key that the client chose, for
 * 24 hours. Keeps no answer: the answer to a created key has a secret, which is stored nowhere.
 */
@NullMarked
package io.gatehouse.auth.idempotency;

import org.jspecify.annotations.NullMarked;
