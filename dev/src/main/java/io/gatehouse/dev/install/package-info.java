/**
 * Programs that are unpacked once and kept, and services copied from the build.
 *
 * <p>Owns {@code .gatehouse/installed} and {@code .gatehouse/app}. Downloads nothing: Maven did.
 */
@NullMarked
package io.gatehouse.dev.install;

import org.jspecify.annotations.NullMarked;
