/**
 * Who changed what, when, from where: written in the transaction of the change itself.
 *
 * <p>Owns the chained log and its reading. Does not decide what is worth writing: whoever makes a
 * change appends its record.
 */
@NullMarked
package io.gatehouse.auth.audit;

import org.jspecify.annotations.NullMarked;
