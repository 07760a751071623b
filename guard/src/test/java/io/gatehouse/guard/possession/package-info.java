/** Tests of tokens that are bound to a key. */
@NullMarked
package io.gatehouse.guard.possession;

import org.jspecify.annotations.NullMarked;
