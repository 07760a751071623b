/**
 * The bench: starts the contenders, loads them by turns on one core each, and writes table and
 * plot. Owns no server that is measured, and judges nothing: the report says what was seen.
 */
@NullMarked
package io.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
