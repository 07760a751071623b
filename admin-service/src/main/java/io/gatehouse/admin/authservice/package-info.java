/**
 * {@code auth-service} as the dashboard sees it: its API, called with the token of the person who
 * is logged in, so that the audit names the person.
 *
 * <p>Owns the calls, the shapes that pages read, and what a refusal or an absence of auth-service
 * means for a page. Decides nothing: what auth-service refuses is refused.
 */
@NullMarked
package io.gatehouse.admin.authservice;

import org.jspecify.annotations.NullMarked;
