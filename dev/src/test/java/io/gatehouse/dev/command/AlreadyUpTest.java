package io.gatehouse.dev.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.dev.machine.ProcessIdentity;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.PartRecord;
import io.gatehouse.dev.stack.Records;
import io.gatehouse.dev.stack.Refusal;
import io.gatehouse.dev.stack.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AlreadyUpTest {

  @TempDir Path folder;
  private Layout layout = new Layout(Path.of(""), Path.of(""));

  @BeforeEach
  void layOut() {
    layout = new Layout(folder, folder);
    layout.create();
    say("redis", State.READY);
  }

  @Test
  void aPartThatIsJustStartingAgainIsWaitedFor() throws Exception {
    say("keycloak", State.STARTING);
    CompletableFuture<Void> ready =
        CompletableFuture.runAsync(
            () -> say("keycloak", State.READY),
            CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS));

    new AlreadyUp(layout, Duration.ofSeconds(30)).awaitAll();

    assertTrue(ready.isDone(), "it did not wait");
  }

  @Test
  void aPartThatSomebodyStoppedIsNamedAtOnce() {
    say("keycloak", State.STOPPED);

    Refusal refusal =
        assertThrows(Refusal.class, () -> new AlreadyUp(layout, Duration.ofSeconds(30)).awaitAll());

    assertEquals(
        "The stack is up, but for keycloak, which is stopped: ./gatehouse start keycloak.",
        refusal.getMessage());
  }

  @Test
  void patienceHasAnEnd() {
    say("keycloak", State.STARTING);

    Refusal refusal =
        assertThrows(Refusal.class, () -> new AlreadyUp(layout, Duration.ofMillis(100)).awaitAll());

    assertEquals(
        "The stack is up, but keycloak is not ready after 0 s: see ./gatehouse logs keycloak.",
        refusal.getMessage());
  }

  private void say(String part, State state) {
    ProcessIdentity us = ProcessIdentity.of(ProcessHandle.current());
    new Records(layout.run()).write(new PartRecord(part, state, us, "", null, "TERM"));
  }
}
