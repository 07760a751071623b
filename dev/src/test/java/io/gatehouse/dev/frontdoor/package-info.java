/**
 * The script {@code ./gatehouse} and what it sources, run as a person would.
 *
 * <p>Owns the tests of exit codes, wording and the up-to-date check. Starts no stack.
 */
@NullMarked
package io.gatehouse.dev.frontdoor;

import org.jspecify.annotations.NullMarked;
