/** Guarantees of {@code partner}, by endpoint and status. */
@NullMarked
package io.gatehouse.auth.partner;

import org.jspecify.annotations.NullMarked;
