/**
 * What the machine says: processes, ports, memory.
 *
 * <p>Owns nothing; asks and signals. Never signals a process that it was not given by identity.
 */
@NullMarked
package io.gatehouse.dev.machine;

import org.jspecify.annotations.NullMarked;
