/**
 * Rate limits as operators set them.
 *
 * <p>Owns their form in the API and its rules. Does not count requests: guard's {@code quota} does,
 * in every service.
 */
@NullMarked
package io.gatehouse.auth.quota;

import org.jspecify.annotations.NullMarked;
