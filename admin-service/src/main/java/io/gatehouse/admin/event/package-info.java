/**
 * What happened to keys, and who is told of it: the pages of events and webhooks.
 *
 * <p>Owns the forms and the one showing of a webhook's secret. Keeps nothing: {@code auth-service}
 * owns events, webhooks and deliveries.
 */
@NullMarked
package io.gatehouse.admin.event;

import org.jspecify.annotations.NullMarked;
