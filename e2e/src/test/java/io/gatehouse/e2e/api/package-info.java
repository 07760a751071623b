/**
 * The services' APIs as a caller writes them, and what every refusal looks like.
 *
 * <p>Owns request shapes and the problem body. Does not decide what should happen: the tests do.
 */
@NullMarked
package io.gatehouse.e2e.api;

import org.jspecify.annotations.NullMarked;
