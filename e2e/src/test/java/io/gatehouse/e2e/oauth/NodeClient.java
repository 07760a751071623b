package io.gatehouse.e2e.oauth;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The program in {@code oauth-client/}, with the libraries that its lock file names. */
final class NodeClient {

  record Output(int status, String text) {}

  private final Path folder;

  NodeClient(Path folder) throws IOException {
    this.folder = folder;
    for (String file : List.of("package.json", "package-lock.json", "client.mjs")) {
      try (InputStream source =
          Objects.requireNonNull(getClass().getResourceAsStream("/oauth-client/" + file), file)) {
        Files.copy(source, folder.resolve(file));
      }
    }
  }

  static boolean canRun() {
    return onPath("node") && onPath("npm");
  }

  /** Whether npm has the library; nothing of it runs while it is installed. */
  boolean fetched() throws IOException, InterruptedException {
    return start(Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").status()
        == 0;
  }

  Output run(Map<String, String> environment) throws IOException, InterruptedException {
    return start(environment, "node", "client.mjs");
  }

  private Output start(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(Arrays.asList(command)))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      String text = Files.readString(output, StandardCharsets.UTF_8);
      return new Output(ended ? process.exitValue() : -1, text);
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean onPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
