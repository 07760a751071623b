/**
 * The page about the keys that sign auth-service's tokens.
 *
 * <p>Owns the question before a rotation. Never sees a private key: auth-service keeps those.
 */
@NullMarked
package io.gatehouse.admin.signing;

import org.jspecify.annotations.NullMarked;
