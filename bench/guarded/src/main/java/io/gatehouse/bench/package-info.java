/** The twenty rows behind guard. Owns no rule of its own: who may have them is configuration. */
@NullMarked
package io.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
