/**
 * Lists, one page at a time, stable while rows are added.
 *
 * <p>Owns the shape of a page, its limit and the opaque cursor. Does not decide which rows a caller
 * may see: a cursor only says where to go on in what is visible anyway.
 */
@NullMarked
package io.gatehouse.orders.paging;

import org.jspecify.annotations.NullMarked;
