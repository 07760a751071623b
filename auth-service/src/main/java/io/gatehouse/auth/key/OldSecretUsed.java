package io.gatehouse.auth.key;

import java.time.Instant;

/**
 * Somebody still uses the old secret of a rotation, in the last fifth of its grace: soon they will
 * be turned away. Fired asynchronously (observe it with {@code @ObservesAsync}) whenever such a
 * secret is verified, so more than once; not for each request, since guards remember keys.
 *
 * @param number which secret
 * @param endsAt when it ends
 */
public record OldSecretUsed(
    String keyId, String partnerId, int number, Instant endsAt, Instant usedAt) {}
