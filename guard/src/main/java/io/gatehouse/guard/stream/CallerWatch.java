package io.gatehouse.guard.stream;

import io.gatehouse.guard.caller.Caller;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Watches the caller of one open stream, from {@link CallerWatches#watch} until it is closed.
 *
 * <pre>{@code
 * try (CallerWatch watch = watches.watch(caller)) {
 *   watch.ended().thenAccept(ending -> wakeTheWriter());
 *   …
 * }
 * }</pre>
 */
public final class CallerWatch implements AutoCloseable {

  private final Caller caller;
  private final CallerWatches watches;
  private final CompletableFuture<Ending> ended = new CompletableFuture<>();

  CallerWatch(Caller caller, CallerWatches watches) {
    this.caller = caller;
    this.watches = watches;
  }

  /**
   * Completes, once and well within a second, when the caller may no longer be served. What depends
   * on it runs on the thread that watches all callers, so it must be quick.
   */
  public CompletionStage<Ending> ended() {
    return ended.minimalCompletionStage();
  }

  /** The stream is over for a reason of its own; to be called in any case. */
  @Override
  public void close() {
    watches.forget(this);
  }

  Caller caller() {
    return caller;
  }

  void end(Ending ending) {
    ended.complete(ending);
  }
}
