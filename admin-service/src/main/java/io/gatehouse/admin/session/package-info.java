/**
 * The session of a person at the dashboard, from the cookie to the record and back.
 *
 * <p>Owns: the id (256 random bits), the cookie that carries it, the record under the hash of the
 * id, the sealing of the record under keys that Redis never sees, the index by person and by login,
 * the ends (idle and absolute) in one policy, the refresh of the access token (once, however many
 * ask), and the token against request forgery that belongs to the session.
 *
 * <p>Promises: a dump of Redis opens nothing; a session that was ended opens nothing on the very
 * next request, on any replica; a session is never brought back by a write that comes late; a store
 * that is away is a fault, never a logout.
 *
 * <p>Does not know how a person logs in ({@code login}) nor what they may do (the endpoints say).
 */
@NullMarked
package io.gatehouse.admin.session;

import org.jspecify.annotations.NullMarked;
