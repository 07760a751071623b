/**
 * Where the deployment under test is, and how its parts are stopped and started.
 *
 * <p>Owns addresses, the look into Redis and the control of parts. Does not call an API.
 */
@NullMarked
package io.gatehouse.e2e.stack;

import org.jspecify.annotations.NullMarked;
