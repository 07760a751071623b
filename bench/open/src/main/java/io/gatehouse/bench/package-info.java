/** The twenty rows for everybody: what the others are held against. Owns no rule at all. */
@NullMarked
package io.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
