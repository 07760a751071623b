/**
 * What tests need and production must never have: real servers started in the test, and tokens.
 *
 * <p>Only ever in test scope; ArchUnit holds that.
 */
@NullMarked
package io.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
