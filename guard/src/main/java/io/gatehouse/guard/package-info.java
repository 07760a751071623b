/**
 * What a service adds to be guarded.
 *
 * <p>Owns the configuration of all that lies below: {@code credential} (the edge), {@code jwt},
 * {@code apikey}, {@code caller}, {@code problem}, {@code revocation}, {@code startup}. Knows no
 * service and no domain.
 */
@NullMarked
package io.gatehouse.guard;

import org.jspecify.annotations.NullMarked;
