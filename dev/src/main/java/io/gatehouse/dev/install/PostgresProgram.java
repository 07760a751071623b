package io.gatehouse.dev.install;

import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Refusal;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's own binaries, as zonky packages them for Maven. */
public final class PostgresProgram extends Installation {

  public PostgresProgram(Layout layout) {
    super("postgres", layout.installed("postgres-" + Versions.POSTGRES));
  }

  public static void ensure(Layout layout, java.util.function.Consumer<String> say) {
    new PostgresProgram(layout).ensure(say);
  }

  public static Path folder(Layout layout) {
    return new PostgresProgram(layout).place();
  }

  public static Path bin(Layout layout) {
    return folder(layout).resolve("bin");
  }

  @Override
  void make(Path folder) throws IOException {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String system = os.contains("mac") ? "Darwin" : "Linux";
    try (InputStream packed =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            system, System.getProperty("os.arch", ""))) {
      Archives.untar(new XZCompressorInputStream(packed), folder, 0);
    } catch (IllegalStateException e) {
      throw new Refusal(
          "There is no PostgreSQL for %s on %s in the build: use docker compose up instead."
              .formatted(system, System.getProperty("os.arch")),
          e);
    }
  }

  @Override
  List<String> sealed() {
    return List.of("bin", "lib", "share");
  }
}
