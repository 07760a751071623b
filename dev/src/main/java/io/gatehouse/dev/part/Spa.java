package io.gatehouse.dev.part;

import io.gatehouse.dev.stack.Addresses;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Part;
import io.gatehouse.dev.stack.Port;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The sample single-page app: its built files, served by a small program of the launcher's. */
public record Spa(Layout layout, Addresses addresses) implements Part {

  private static final int HEAP_MEGABYTES = 32;

  @Override
  public String name() {
    return "spa";
  }

  /** It is files: the browser is who needs the others. */
  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public List<Port> ports() {
    return List.of(Port.SPA);
  }

  @Override
  public String address() {
    return addresses.url(Port.SPA);
  }

  /** Not where there is no node to build it with. */
  boolean isBuilt() {
    return Files.exists(layout.app(name()).resolve("dist/index.html"));
  }

  @Override
  public ProcessBuilder launch() {
    List<String> command = JavaCommand.withHeap(HEAP_MEGABYTES);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "io.gatehouse.dev.site.Site",
            layout.app(name()).toString(),
            Integer.toString(addresses.port(Port.SPA))));
    ProcessBuilder builder = new ProcessBuilder(command);
    JavaCommand.clean(builder);
    builder.environment().putAll(addresses.environment());
    return builder;
  }

  @Override
  public Duration pollInterval() {
    return HttpProbe.INTERVAL;
  }

  @Override
  public boolean isReady() {
    return HttpProbe.isOk("http://127.0.0.1:" + addresses.port(Port.SPA) + "/");
  }
}
