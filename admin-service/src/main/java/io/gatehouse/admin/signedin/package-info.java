/**
 * The pages about who is signed in at the desk: one's own sessions, everybody's, and how they are
 * ended.
 *
 * <p>Owns the order of an end: the ledger first, with the operator's own token, so that nothing is
 * done that the audit does not name; then the record, which ends it on every replica at the next
 * request; then the login at Keycloak, so that the browser does not come back unasked. Keeps
 * nothing: records are {@code session}'s.
 */
@NullMarked
package io.gatehouse.admin.signedin;

import org.jspecify.annotations.NullMarked;
