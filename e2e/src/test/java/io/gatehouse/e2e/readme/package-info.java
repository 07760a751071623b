/**
 * What README promises, run as written.
 *
 * <p>Owns the extraction and running of README's commands. Does not know what they say.
 */
@NullMarked
package io.gatehouse.e2e.readme;

import org.jspecify.annotations.NullMarked;
