/** Guarantees of {@code audit}, by endpoint and status. */
@NullMarked
package io.gatehouse.auth.audit;

import org.jspecify.annotations.NullMarked;
