/**
 * The first page: what comes in and is turned away, how fast, and which parts answer.
 *
 * <p>Owns the asking of the parts, briefly and side by side. What it shows it has just measured.
 */
@NullMarked
package io.gatehouse.admin.overview;

import org.jspecify.annotations.NullMarked;
