/** Guarantees of {@code exchange}, by endpoint and status. */
@NullMarked
package io.gatehouse.auth.exchange;

import org.jspecify.annotations.NullMarked;
