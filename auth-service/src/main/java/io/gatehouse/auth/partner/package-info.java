/**
 * Partners: the organisations whose machines call by API key.
 *
 * <p>Owns who they are and what they may do at most. Does not own their keys ({@code key}).
 */
@NullMarked
package io.gatehouse.auth.partner;

import org.jspecify.annotations.NullMarked;
