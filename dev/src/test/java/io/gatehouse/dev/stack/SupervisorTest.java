package io.gatehouse.dev.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes; what a person at the terminal would notice. */
class SupervisorTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private Layout layout = new Layout(Path.of("/"), Path.of("/"));
  private Records records = new Records(Path.of("/"));
  private @Nullable Supervisor supervisor;

  @BeforeEach
  void layOut() {
    layout = new Layout(folder, folder.resolve("home"));
    layout.create();
    records = new Records(layout.run());
  }

  @AfterEach
  void stop() {
    if (supervisor != null) {
      supervisor.stop();
    }
  }

  @Test
  void aPartStartsOnlyWhenWhatItNeedsIsReady() {
    start(
        part("store", Set.of(), "sleep 0.3; " + ScriptedPart.UNTIL_TOLD),
        part(
            "service",
            Set.of("store"),
            "test -e \"$(dirname \"$READY\")/store.is-ready\" || exit 1; "
                + ScriptedPart.UNTIL_TOLD));

    assertEquals(State.READY, state("store"));
    assertEquals(State.READY, state("service"));
  }

  @Test
  void aPartThatStopsBeforeItIsReadyIsNamedWithItsLog() {
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () ->
                start(
                    part("good", Set.of(), ScriptedPart.UNTIL_TOLD),
                    part("bad", Set.of(), "echo 'ERROR no luck today'; exit 3")));

    assertTrue(refusal.line().startsWith("bad stopped before it was ready (exit code 3)"));
    assertTrue(refusal.line().contains("no luck today"), refusal.line());
    assertTrue(refusal.line().contains(layout.log("bad").toString()), refusal.line());
  }

  @Test
  void afterStopNoProcessIsLeft() {
    Supervisor running =
        start(
            part("store", Set.of(), ScriptedPart.UNTIL_TOLD),
            part("service", Set.of("store"), ScriptedPart.UNTIL_TOLD));
    List<ProcessHandle> processes =
        records.all().stream().flatMap(record -> record.running().stream()).toList();
    assertEquals(2, processes.size());

    running.stop();

    processes.forEach(process -> assertFalse(process.isAlive()));
    assertEquals(List.of(), records.all());
  }

  /** A service that still has to write must find its store. */
  @Test
  void aPartStopsBeforeWhatItNeeds() throws Exception {
    Path order = folder.resolve("order");
    String untilStopped =
        "trap 'sleep 0.2; echo %%s >> %s; exit 0' TERM; ".formatted(order)
            + ScriptedPart.UNTIL_TOLD;
    Supervisor running =
        start(
            part("store", Set.of(), untilStopped.formatted("store")),
            part("service", Set.of("store"), untilStopped.formatted("service")));

    running.stop();

    assertEquals(List.of("service", "store"), Files.readAllLines(order));
  }

  @Test
  void aPartThatDiesIsStartedAgainAndSaid() {
    start(part("store", Set.of(), ScriptedPart.UNTIL_TOLD));
    long first = pid("store");

    kill("store");

    eventually(() -> state("store") == State.READY && pid("store") != first);
    eventually(
        () -> said.stream().anyMatch(line -> line.contains("died") && line.contains("again")));
  }

  @Test
  void aPartThatKeepsDyingIsLeftAlone() {
    start(part("frail", Set.of(), "touch \"$READY\"; sleep 0.3; exit 9"));

    eventually(() -> state("frail") == State.FAILED);
    assertTrue(new Holds(layout.run()).isHeld("frail"));
    eventually(() -> said.stream().anyMatch(line -> line.contains("left alone")));
  }

  @Test
  void aHeldPartStaysAwayUntilItIsReleased() {
    start(part("store", Set.of(), ScriptedPart.UNTIL_TOLD));
    Holds holds = new Holds(layout.run());

    holds.hold("store");
    eventually(() -> state("store") == State.STOPPED);
    assertEquals(Optional.empty(), records.find("store").flatMap(PartRecord::running));

    holds.release("store");
    eventually(() -> state("store") == State.READY);
  }

  private Supervisor start(Part... parts) {
    Supervisor fresh = new Supervisor(List.of(parts), layout, PATIENCE, said::add);
    supervisor = fresh;
    fresh.start();
    return fresh;
  }

  private Part part(String name, Set<String> needs, String script) {
    return new ScriptedPart(layout, name, needs, script);
  }

  private State state(String name) {
    return records.find(name).map(PartRecord::stateNow).orElse(State.WAITING);
  }

  private long pid(String name) {
    return records.find(name).flatMap(PartRecord::running).map(ProcessHandle::pid).orElse(0L);
  }

  private void kill(String name) {
    records.find(name).flatMap(PartRecord::running).orElseThrow().destroyForcibly();
  }

  private static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "not within " + PATIENCE);
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
