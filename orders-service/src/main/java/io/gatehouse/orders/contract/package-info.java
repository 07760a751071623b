/**
 * The written contract: what the OpenAPI document says about all endpoints alike.
 *
 * <p>Owns the security schemes and the problem answers in the document. Does not describe single
 * endpoints: they do so themselves.
 */
@NullMarked
package io.gatehouse.orders.contract;

import org.jspecify.annotations.NullMarked;
