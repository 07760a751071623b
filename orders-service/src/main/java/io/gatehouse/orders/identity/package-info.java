/**
 * What a caller can learn about itself, and a client about how to get in.
 *
 * <p>Owns {@code whoami} and the metadata of RFC 9728. Does not verify anything: {@code guard} has.
 */
@NullMarked
package io.gatehouse.orders.identity;

import org.jspecify.annotations.NullMarked;
