/**
 * README's table of callers, row by row: each gets in by the credential of its row, and is out by
 * what the row says.
 *
 * <p>Owns that each row is shown by a test class of its name. What else a kind of caller can do is
 * in {@code journey}; the third party's app is in {@code spa}, for it takes a browser.
 */
@NullMarked
package io.gatehouse.e2e.matrix;

import org.jspecify.annotations.NullMarked;
