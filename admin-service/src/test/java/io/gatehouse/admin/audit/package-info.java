/** What the pages of this package promise. */
@NullMarked
package io.gatehouse.admin.audit;

import org.jspecify.annotations.NullMarked;
