/**
 * What it takes to verify a partner's key: with a million of them in the table, and whether the
 * time tells a stranger anything.
 *
 * <p>Owns the table's contents, the figures and the statistics. Does not own a server that is
 * measured: they are the packaged ones.
 */
@NullMarked
package io.gatehouse.bench.keys;

import org.jspecify.annotations.NullMarked;
