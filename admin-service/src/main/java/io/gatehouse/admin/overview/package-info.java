/**
 * The first page: which parts answer, and where to go.
 *
 * <p>Owns the asking of the parts, briefly and side by side. What it shows it has just measured.
 */
@NullMarked
package io.gatehouse.admin.overview;

import org.jspecify.annotations.NullMarked;
