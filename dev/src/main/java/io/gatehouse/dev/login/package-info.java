/**
 * A demo person's login, scripted.
 *
 * <p>For the local stack only; never holds a real person's password.
 */
@NullMarked
package io.gatehouse.dev.login;

import org.jspecify.annotations.NullMarked;
