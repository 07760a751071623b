package io.gatehouse.dev.stack;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One process of the stack: how it is started, and how one can tell that it is ready. */
public interface Part {

  String name();

  /** Parts that must be ready before this one is started. */
  Set<String> needs();

  List<Port> ports();

  /** For the table that people read. */
  String address();

  /** What to run; makes ready on disk whatever it needs there. Called before each start. */
  ProcessBuilder launch() throws IOException;

  /** Asks the running part itself; false while it does not answer. */
  boolean isReady();

  /** How often to ask. */
  default Duration pollInterval() {
    return Duration.ofMillis(50);
  }

  /** Once after each start, when it first answers. */
  default void onReady() throws IOException {}

  /** How long it may take to stop before it is killed. */
  default Duration patienceToStop() {
    return Duration.ofSeconds(20);
  }

  /** The signal that makes it stop in good order. */
  default String stopSignal() {
    return "TERM";
  }
}
