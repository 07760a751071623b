/**
 * The pages about partners and their keys.
 *
 * <p>Owns the forms, what they ask before something dangerous, and the one showing of a new key's
 * secret. Keeps nothing: {@code auth-service} owns partners and keys, and decides.
 */
@NullMarked
package io.gatehouse.admin.partner;

import org.jspecify.annotations.NullMarked;
