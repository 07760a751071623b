/**
 * Partners' API keys: from creation through rotation to their end.
 *
 * <p>Owns the keys, their secrets' hashes and peppers, and the verdict on a key that is presented.
 * Does not own the written form ({@code guard.apikey}) nor what a good key is exchanged for ({@code
 * exchange}).
 */
@NullMarked
package io.gatehouse.auth.key;

import org.jspecify.annotations.NullMarked;
