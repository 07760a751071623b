/**
 * Parts taken away, frozen and attacked while requests come in.
 *
 * <p>Owns what callers see when a part is away, that nobody who was turned away gets back in
 * meanwhile, and that all heals by itself.
 */
@NullMarked
package io.gatehouse.e2e.fault;

import org.jspecify.annotations.NullMarked;
