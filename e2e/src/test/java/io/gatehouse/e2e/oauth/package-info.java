/**
 * OAuth as a library speaks it that nobody here wrote.
 *
 * <p>Owns the proof that the endpoints are what their RFCs say. Does not test who may ask what:
 * that is tested where it is built.
 */
@NullMarked
package io.gatehouse.e2e.oauth;

import org.jspecify.annotations.NullMarked;
