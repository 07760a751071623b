package io.gatehouse.e2e.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command line, run by bash in the folder of the whole project. */
public record Command(int exitCode, String output) {

  /** Runs it to its end; output and errors come together. */
  public static Command run(String script, Duration patience) {
    return run(script, Map.of(), patience);
  }

  /** The same with more in its environment. */
  public static Command run(String script, Map<String, String> more, Duration patience) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
              .directory(new File(System.getProperty("gatehouse.root", ".")))
              .redirectErrorStream(true);
      builder.environment().putAll(more);
      Process bash = builder.start();
      CompletableFuture<String> output =
          CompletableFuture.supplyAsync(() -> {
            try {
              return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      if (!bash.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        bash.descendants().forEach(ProcessHandle::destroyForcibly);
        bash.destroyForcibly();
        throw new AssertionError("still running after " + patience + ": " + script);
      }
      return new Command(bash.exitValue(), output.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
