package io.gatehouse.auth.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who made a change.
 *
 * @param origin the label of {@link io.gatehouse.guard.caller.Origin}, or {@code system}
 * @param client the OAuth client or key that was used
 */
record Actor(
    String subject,
    @Nullable String name,
    String origin,
    String client,
    @Nullable String address,
    @Nullable String traceId) {

  /** Nobody asked: a timer or a start. */
  static final Actor SYSTEM = new Actor("auth-service", null, "system", "auth-service", null, null);
}
