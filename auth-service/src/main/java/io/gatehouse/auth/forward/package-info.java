/**
 * The door of somebody else's house: a reverse proxy asks here before it lets a request through.
 *
 * <p>Owns what the proxy must say, what it is told, and whose word about addresses is taken. Does
 * not judge credentials ({@code standing}).
 */
@NullMarked
package io.gatehouse.auth.forward;

import org.jspecify.annotations.NullMarked;
