/**
 * Events, delivered to whoever asked for them, by the Standard Webhooks scheme.
 *
 * <p>Owns the receivers, their secrets, the attempts and when to try again, and to which addresses
 * this service may be made to speak. Does not own the events ({@code event}).
 */
@NullMarked
package io.gatehouse.auth.webhook;

import org.jspecify.annotations.NullMarked;
