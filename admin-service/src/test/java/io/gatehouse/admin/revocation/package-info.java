/** What the pages of this package promise. */
@NullMarked
package io.gatehouse.admin.revocation;

import org.jspecify.annotations.NullMarked;
