/** The answer of all contenders. Knows nothing of who may have it. */
@NullMarked
package io.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
