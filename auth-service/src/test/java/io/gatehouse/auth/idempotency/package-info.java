/** Whether a repeat creates nothing. */
@NullMarked
package io.gatehouse.auth.idempotency;

import org.jspecify.annotations.NullMarked;
