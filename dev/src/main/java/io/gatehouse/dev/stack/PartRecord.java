package io.gatehouse.dev.stack;

import io.gatehouse.dev.machine.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What is written down of a part, so that another process (status, down, the next up) can find it.
 *
 * @param toReady how long it took from its start until it answered
 * @param signal what makes it stop in good order
 */
public record PartRecord(
    String name,
    State state,
    @Nullable ProcessIdentity process,
    String address,
    @Nullable Duration toReady,
    String signal) {

  /** As it is now: a record that says "ready" of a process that is gone says "died". */
  public State stateNow() {
    boolean shouldRun = state == State.READY || state == State.STARTING;
    return shouldRun && running().isEmpty() ? State.DIED : state;
  }

  public Optional<ProcessHandle> running() {
    return process == null ? Optional.empty() : process.find();
  }

  Properties toProperties() {
    Properties properties = new Properties();
    properties.setProperty("name", name);
    properties.setProperty("state", state.name());
    properties.setProperty("address", address);
    properties.setProperty("signal", signal);
    if (process != null) {
      properties.setProperty("pid", Long.toString(process.pid()));
      properties.setProperty("startedAt", process.startedAt().toString());
    }
    if (toReady != null) {
      properties.setProperty("toReady", toReady.toString());
    }
    return properties;
  }

  static PartRecord of(Properties properties) {
    String pid = properties.getProperty("pid");
    String toReady = properties.getProperty("toReady");
    return new PartRecord(
        properties.getProperty("name"),
        State.valueOf(properties.getProperty("state")),
        pid == null
            ? null
            : new ProcessIdentity(
                Long.parseLong(pid), Instant.parse(properties.getProperty("startedAt"))),
        properties.getProperty("address", ""),
        toReady == null ? null : Duration.parse(toReady),
        properties.getProperty("signal", "TERM"));
  }
}
