/**
 * The commands of {@code ./gatehouse}, and what they print.
 *
 * <p>Owns wording and exit codes. Decides nothing that another package could decide.
 */
@NullMarked
package io.gatehouse.dev.command;

import org.jspecify.annotations.NullMarked;
