/**
 * What every page has in common: the frame, the protection of changes, the headers, the errors.
 *
 * <p>Owns: who sees which buttons; the check of each change (forgery token, {@code Origin}, {@code
 * Sec-Fetch-Site}, a fresh login where one is asked for); Content-Security-Policy and its kin; a
 * refusal shown as a page to who asks for HTML. What a page is about is in the package of that
 * name.
 */
@NullMarked
package io.gatehouse.admin.page;

import org.jspecify.annotations.NullMarked;
