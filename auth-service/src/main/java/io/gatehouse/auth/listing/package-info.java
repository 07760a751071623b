/**
 * Lists in pages that stay right while rows are added (keyset, never offset).
 *
 * <p>Owns the page's JSON and the cursor's form. Does not query.
 */
@NullMarked
package io.gatehouse.auth.listing;

import org.jspecify.annotations.NullMarked;
