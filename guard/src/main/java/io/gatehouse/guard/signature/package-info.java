/**
 * Whose arithmetic makes and checks signatures: Amazon Corretto Crypto Provider where its native
 * library loads, since it does that in a fraction of the time, and the JDK everywhere else.
 *
 * <p>Owns the choice and says it once at start. Does not decide which algorithms or keys are
 * accepted: {@code jwt} does, the same for both.
 */
@NullMarked
package io.gatehouse.guard.signature;

import org.jspecify.annotations.NullMarked;
