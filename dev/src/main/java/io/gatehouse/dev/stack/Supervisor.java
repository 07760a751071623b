package io.gatehouse.dev.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Starts the parts in order of need, each as soon as what it needs is ready, keeps them running,
 * and stops them in the reverse order.
 */
public final class Supervisor {

  private final Map<String, PartRunner> runners = new LinkedHashMap<>();
  private final Map<String, Integer> depths = new HashMap<>();
  private boolean stopped;

  /** Parts are given with what they need before them. */
  public Supervisor(List<Part> parts, Layout layout, Duration patience, Consumer<String> say) {
    Records records = new Records(layout.run());
    Holds holds = new Holds(layout.run());
    for (Part part : parts) {
      List<CompletableFuture<Void>> needs = new ArrayList<>();
      int depth = 0;
      for (String need : part.needs()) {
        PartRunner runner = Objects.requireNonNull(runners.get(need), need);
        needs.add(runner.ready());
        depth = Math.max(depth, 1 + Objects.requireNonNull(depths.get(need)));
      }
      depths.put(part.name(), depth);
      CompletableFuture<Void> needsReady =
          CompletableFuture.allOf(needs.toArray(CompletableFuture<?>[]::new));
      runners.put(
          part.name(), new PartRunner(part, needsReady, layout, records, holds, patience, say));
    }
  }

  /** Returns when all parts answer; fails with the first part's {@link Refusal}. */
  public void start() {
    CompletableFuture<Void> failure = new CompletableFuture<>();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (PartRunner runner : runners.values()) {
      all.add(runner.ready());
      runner
          .ready()
          .whenComplete((ok, problem) -> {
            if (problem != null) {
              failure.completeExceptionally(problem);
            }
          });
      Thread.ofPlatform().name(runner.part().name()).daemon().start(runner);
    }
    try {
      CompletableFuture.anyOf(
              failure, CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)))
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw e;
    }
  }

  /** Stops everything, what needs others first; safe to call at any time, and twice. */
  public synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    runners.values().forEach(PartRunner::announceStop);
    Map<Integer, List<PartRunner>> layers = new TreeMap<>(Comparator.reverseOrder());
    runners.forEach((name, runner) ->
        layers
            .computeIfAbsent(Objects.requireNonNull(depths.get(name)), depth -> new ArrayList<>())
            .add(runner));
    for (List<PartRunner> layer : layers.values()) {
      List<Thread> stops = new ArrayList<>();
      for (PartRunner runner : layer) {
        stops.add(Thread.ofPlatform().daemon().start(runner::stop));
      }
      for (Thread stop : stops) {
        try {
          stop.join();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
