package io.gatehouse.dev.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A real process, a shell that says when it is ready by making a file. */
final class ScriptedPart implements Part {

  static final String UNTIL_TOLD = "touch \"$READY\"; while :; do sleep 0.05; done";

  private final String name;
  private final Set<String> needs;
  private final String script;
  private final Path ready;

  ScriptedPart(Layout layout, String name, Set<String> needs, String script) {
    this.name = name;
    this.needs = needs;
    this.script = script;
    this.ready = layout.run().resolve(name + ".is-ready");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> needs() {
    return needs;
  }

  @Override
  public List<Port> ports() {
    return List.of();
  }

  @Override
  public String address() {
    return "nowhere";
  }

  @Override
  public ProcessBuilder launch() throws IOException {
    Files.deleteIfExists(ready);
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script);
    builder.environment().put("READY", ready.toString());
    return builder;
  }

  @Override
  public boolean isReady() {
    return Files.exists(ready);
  }
}
