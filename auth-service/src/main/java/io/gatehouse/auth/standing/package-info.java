/**
 * What any credential of the suite is worth now, for who asks on another's behalf.
 *
 * <p>Owns the verdict on a key or token that is shown as data, revocation included, whichever
 * service it is meant for. Does not let anybody in here: that is the guard's door.
 */
@NullMarked
package io.gatehouse.auth.standing;

import org.jspecify.annotations.NullMarked;
