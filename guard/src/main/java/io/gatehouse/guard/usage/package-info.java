/**
 * How often partners' keys are used, and what kinds of credentials are shown: counted in memory and
 * reported in batches.
 *
 * <p>Owns the counting and the reporting. Does not keep history ({@code auth-service} does), and
 * never makes a request wait.
 */
@NullMarked
package io.gatehouse.guard.usage;

import org.jspecify.annotations.NullMarked;
