package io.gatehouse.auth.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery, and what became of it.
 *
 * @param state {@code pending}, {@code delivered} or {@code failed}
 * @param nextAt the next attempt, while it is pending
 */
public record DeliveryView(
    String id,
    String eventId,
    long eventSequence,
    String type,
    String state,
    Instant createdAt,
    @Nullable Instant nextAt,
    List<Attempt> attempts) {

  /**
   * @param outcome the status that was answered, or why there was none
   */
  public record Attempt(int number, Instant at, String outcome, long millis) {}
}
