/** The orders service. */
@NullMarked
package io.gatehouse.orders;

import org.jspecify.annotations.NullMarked;
