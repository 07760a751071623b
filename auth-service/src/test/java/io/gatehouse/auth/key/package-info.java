/** Guarantees of {@code key}, by endpoint and status. */
@NullMarked
package io.gatehouse.auth.key;

import org.jspecify.annotations.NullMarked;
