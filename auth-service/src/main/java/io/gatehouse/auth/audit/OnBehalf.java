package io.gatehouse.auth.audit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * For what somebody did elsewhere and this service only writes down: names them, and not whoever
 * brought the news.
 */
public final class OnBehalf {

  private static final ScopedValue<Actor> ACTOR = ScopedValue.newInstance();

  private OnBehalf() {}

  /**
   * Runs on this thread.
   *
   * @param person id of who did it at Keycloak
   */
  public static <T> T ofKeycloak(String person, Supplier<T> work) {
    Actor actor = new Actor(person, null, "keycloak", "keycloak", null, null);
    return ScopedValue.where(ACTOR, actor).call(work::get);
  }

  /** {@code keycloak:} and the person; null if nobody is named. */
  public static @Nullable String label() {
    return ACTOR.isBound() ? ACTOR.get().origin() + ":" + ACTOR.get().subject() : null;
  }

  static @Nullable Actor actor() {
    return ACTOR.isBound() ? ACTOR.get() : null;
  }
}
