/**
 * Changes by JSON merge patch (RFC 7396).
 *
 * <p>Owns the merge and its checks of form. Does not know what is patched, nor whether the result
 * is allowed.
 */
@NullMarked
package io.gatehouse.auth.patch;

import org.jspecify.annotations.NullMarked;
