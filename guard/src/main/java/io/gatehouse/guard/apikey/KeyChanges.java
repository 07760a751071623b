package io.gatehouse.guard.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.guard.GuardConfig;
import io.gatehouse.guard.revocation.RevocationListener;
import io.gatehouse.guard.revocation.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which keys the feed told of lately. What {@code auth-service} said of a key before its change is
 * worth nothing after it: a key that was enabled again must not be refused from memory.
 *
 * <p>Time is counted in turns, one for each thing told, since a question and a change can come in
 * the same instant.
 */
@ApplicationScoped
class KeyChanges implements RevocationListener {

  private final AtomicLong turns = new AtomicLong();
  private final Cache<String, Long> byKey;
  private volatile long lastKey;
  private volatile long lastOfAny;

  KeyChanges(GuardConfig config) {
    // A refusal is learned when the exchange ends at the latest, and remembered for so long.
    this.byKey =
        Caffeine.newBuilder()
            .maximumSize(config.exchange().rememberedKeys())
            .expireAfterWrite(config.exchange().refusalMemory().plus(config.exchange().timeout()))
            .build();
  }

  /** The present turn, to be read before a question is asked. */
  long turn() {
    return turns.get();
  }

  /** Whether this key may have changed after that turn. */
  boolean since(long turn, ShownKey key) {
    return lastOfAny > turn
        || switch (key) {
          case ShownKey.Own(ApiKey own) -> last(own.id()) > turn;
          // Its id is not known before it has been exchanged.
          case ShownKey.Foreign foreign -> lastKey > turn;
        };
  }

  private long last(String id) {
    Long turn = byKey.getIfPresent(id);
    return turn == null ? 0 : turn;
  }

  @Override
  public void revoked(Target target, String id) {
    switch (target) {
      case KEY -> {
        long turn = turns.incrementAndGet();
        byKey.put(id, turn);
        lastKey = turn;
      }
      // Whose a refused key is, is not known here.
      case PARTNER -> refilled();
      case TOKEN, SESSION, USER, CLIENT, REALM -> {
        // No change of a key.
      }
    }
  }

  @Override
  public void refilled() {
    lastOfAny = turns.incrementAndGet();
  }
}
