/**
 * Keys that somebody found where they do not belong.
 *
 * <p>Owns who may report (whoever holds the whole key, and GitHub's secret scanning), what is
 * believed, and what becomes of the key. Does not judge keys ({@code key}) nor tell their owners.
 */
@NullMarked
package io.gatehouse.auth.leak;

import org.jspecify.annotations.NullMarked;
