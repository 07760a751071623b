/** A small guarded service for guard's own tests: one endpoint for each rule. Owns no rule. */
@NullMarked
package io.gatehouse.guard.app;

import org.jspecify.annotations.NullMarked;
