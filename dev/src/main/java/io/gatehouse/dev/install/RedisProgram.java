package io.gatehouse.dev.install;

import io.gatehouse.dev.stack.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import redis.embedded.core.ExecutableProvider;

/** The Redis server, from the embedded-redis jar. */
public final class RedisProgram extends Installation {

  private static final String SERVER = "redis-server";

  private RedisProgram(Layout layout) {
    super("redis", layout.installed("redis"));
  }

  public static void ensure(Layout layout, Consumer<String> say) {
    new RedisProgram(layout).ensure(say);
  }

  public static Path server(Layout layout) {
    return new RedisProgram(layout).place().resolve("bin").resolve(SERVER);
  }

  @Override
  void make(Path folder) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path unpacked = ExecutableProvider.newJarResourceProvider(bin.toFile()).get().toPath();
    Path server = bin.resolve(SERVER);
    if (!unpacked.equals(server)) {
      Files.move(unpacked, server);
    }
    if (!server.toFile().setExecutable(true, false)) {
      throw new IOException(server + " cannot be made executable");
    }
  }

  @Override
  List<String> sealed() {
    return List.of("bin");
  }
}
