package io.gatehouse.dev.stack;

import io.gatehouse.dev.machine.ProcessIdentity;
import io.gatehouse.dev.machine.Signals;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps one part in the state that is wanted: running, or held, or stopped with the stack. */
final class PartRunner implements Runnable {

  private static final long POLL_MILLIS = 50;

  private final Part part;
  private final Layout layout;
  private final Records records;
  private final Holds holds;
  private final Consumer<String> say;
  private final Duration patience;
  private final Restarts restarts = new Restarts(InstantSource.system());
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> needsReady;

  private volatile boolean stopping;
  private @Nullable ProcessIdentity process;

  PartRunner(
      Part part,
      CompletableFuture<Void> needsReady,
      Layout layout,
      Records records,
      Holds holds,
      Duration patience,
      Consumer<String> say) {
    this.part = part;
    this.needsReady = needsReady;
    this.layout = layout;
    this.records = records;
    this.holds = holds;
    this.patience = patience;
    this.say = say;
    record(State.WAITING, null, null);
  }

  Part part() {
    return part;
  }

  /** Done when it first answered; fails with a {@link Refusal} if it never did. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  @Override
  public void run() {
    try {
      needsReady.join();
      boolean held = false;
      while (!stopping && !ready.isCompletedExceptionally()) {
        if (!holds.isHeld(part.name())) {
          if (held) {
            restarts.forget();
          }
          live();
        }
        held = holds.isHeld(part.name());
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      ready.completeExceptionally(
          e instanceof Refusal ? e : new Refusal(part.name() + " cannot be started: " + e, e));
    }
  }

  /** From start to end of one process. */
  private void live() throws IOException, InterruptedException {
    long began = System.nanoTime();
    Process child = start();
    if (child == null) {
      return;
    }
    ProcessIdentity identity = ProcessIdentity.of(child.toHandle());
    process = identity;
    record(State.STARTING, identity, null);
    while (child.isAlive() && !part.isReady()) {
      if (holds.isHeld(part.name())) {
        break;
      }
      if (System.nanoTime() - began > patience.toNanos()) {
        ready.completeExceptionally(notReady());
        return;
      }
      TimeUnit.MILLISECONDS.sleep(part.pollInterval().toMillis());
    }
    if (child.isAlive() && !stopping && !holds.isHeld(part.name())) {
      part.onReady();
      Duration toReady = Duration.ofNanos(System.nanoTime() - began);
      record(State.READY, identity, toReady);
      say.accept(Lines.ready(part.name(), toReady, part.address()));
      ready.complete(null);
    }
    while (!child.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (holds.isHeld(part.name())) {
        Signals.stop(identity, part.stopSignal(), part.patienceToStop());
        record(State.STOPPED, null, null);
        say.accept(Lines.event(part.name(), "stopped, as asked"));
        return;
      }
    }
    ended(child.exitValue());
  }

  private synchronized @Nullable Process start() throws IOException {
    if (stopping) {
      return null;
    }
    ProcessBuilder launch = part.launch();
    launch.command(Signals.inOwnSession(launch.command()));
    File log = layout.log(part.name()).toFile();
    Process child =
        launch
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    // Written down before anything else: a launcher killed right here must leave no orphan.
    process = ProcessIdentity.of(child.toHandle());
    record(State.STARTING, process, null);
    return child;
  }

  private void ended(int exitCode) throws InterruptedException {
    if (awaitStopping()) {
      return;
    }
    String how = "died (exit code %d), log: %s".formatted(exitCode, layout.log(part.name()));
    if (!ready.isDone()) {
      record(State.FAILED, null, null);
      ready.completeExceptionally(
          new Refusal(
              "%s stopped before it was ready (exit code %d)%s Its log: %s"
                  .formatted(
                      part.name(),
                      exitCode,
                      Lines.lastComplaint(layout.log(part.name())),
                      layout.log(part.name()))));
    } else if (restarts.again()) {
      record(State.DIED, null, null);
      say.accept(Lines.event(part.name(), how + "; starting it again"));
    } else {
      record(State.FAILED, null, null);
      holds.hold(part.name());
      say.accept(
          Lines.event(
              part.name(),
              how
                  + "; died too often, left alone. ./gatehouse start "
                  + part.name()
                  + " tries again"));
    }
  }

  /** Ctrl-C may reach the part before the launcher: that is no death to be reported. */
  private boolean awaitStopping() throws InterruptedException {
    for (int i = 0; i < 10 && !stopping; i++) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return stopping;
  }

  void announceStop() {
    stopping = true;
  }

  /** Stops the process and returns when it is gone. */
  void stop() {
    stopping = true;
    ProcessIdentity running;
    synchronized (this) {
      running = process;
    }
    if (running != null && !Signals.stop(running, part.stopSignal(), part.patienceToStop())) {
      say.accept(Lines.event(part.name(), "did not stop by itself, killed"));
    }
    records.remove(part.name());
  }

  private Refusal notReady() {
    return new Refusal(
        "%s runs but was not ready within %d s%s Its log: %s"
            .formatted(
                part.name(),
                patience.toSeconds(),
                Lines.lastComplaint(layout.log(part.name())),
                layout.log(part.name())));
  }

  private void record(State state, @Nullable ProcessIdentity running, @Nullable Duration toReady) {
    if (!stopping) {
      records.write(
          new PartRecord(part.name(), state, running, part.address(), toReady, part.stopSignal()));
    }
  }
}
