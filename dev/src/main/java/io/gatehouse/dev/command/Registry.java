package io.gatehouse.dev.command;

import io.gatehouse.dev.install.Folders;
import io.gatehouse.dev.stack.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether Maven can fetch: asks for one tiny POM, into an empty local repository. */
final class Registry {

  private static final long PATIENCE_SECONDS = 90;

  private Registry() {}

  /** Empty if all is well, else what is wrong. */
  static String problem(Layout layout) throws IOException {
    Path repository = Files.createTempDirectory(layout.run(), "registry");
    Path project = repository.resolve("probe.xml");
    // A parent that must be fetched before anything else: no plugin is needed to see it fail.
    Files.writeString(
        project,
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <parent>
            <groupId>org.apache</groupId><artifactId>apache</artifactId>
            <version>35</version><relativePath/>
          </parent>
          <artifactId>probe</artifactId>
          <packaging>pom</packaging>
        </project>
        """);
    try {
      Process maven =
          new ProcessBuilder(
                  List.of(
                      layout.root().resolve("mvnw").toString(),
                      "-B",
                      "-q",
                      "-f",
                      project.toString(),
                      "-Dmaven.repo.local=" + repository,
                      "validate"))
              .directory(layout.root().toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!maven.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        maven.destroyForcibly();
        return "did not answer within " + PATIENCE_SECONDS + " s";
      }
      return maven.exitValue() == 0
          ? ""
          : "cannot fetch: check the network, or proxy and mirror in ~/.m2/settings.xml ("
              + output.lines().findFirst().orElse("")
              + ")";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } finally {
      Folders.remove(repository);
    }
  }
}
