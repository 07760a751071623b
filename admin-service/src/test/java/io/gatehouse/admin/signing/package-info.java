/** Guarantees of the package of the same name, by the names of its tests. */
@NullMarked
package io.gatehouse.admin.signing;

import org.jspecify.annotations.NullMarked;
