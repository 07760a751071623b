/**
 * Black-box journeys, attacks and faults against a running deployment, known only by its addresses.
 *
 * <p>Owns what a stranger would notice: statuses, bodies, headers, pages, and for one check the
 * records in Redis. Imports no service and no guard: what it knows of formats it has from
 * design.md, so that a mistake in our own code cannot hide itself here.
 */
@NullMarked
package io.gatehouse.e2e;

import org.jspecify.annotations.NullMarked;
