package io.gatehouse.e2e.forward;

import io.gatehouse.e2e.stack.Deployment;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The nginx of this machine, with the configuration of the documentation. */
final class Nginx implements AutoCloseable {

  private static final Pattern BLOCK = Pattern.compile("```nginx\\n(.*?)```", Pattern.DOTALL);

  private final Process process;
  private final String url;

  private Nginx(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Where it lies, as Debian installs it; null if it does not. */
  static @Nullable Path program() {
    return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  static Nginx start(Path program, Path folder, Path documentation)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Matcher block = BLOCK.matcher(Files.readString(documentation));
    if (!block.find()) {
      throw new AssertionError("no nginx block in " + documentation);
    }
    String servers =
        block
            .group(1)
            .replace("127.0.0.1:8090", "127.0.0.1:" + port)
            .replace("localhost:8081", authority(Deployment.AUTH))
            .replace("localhost:8082", authority(Deployment.ORDERS));
    Path file = folder.resolve("nginx.conf");
    Files.writeString(
        file,
        """
        daemon off;
        worker_processes 1;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        events { worker_connections 64; }
        http {
          access_log off;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
        %2$s
        }
        """
            .formatted(folder, servers));
    Process process =
        new ProcessBuilder(program.toString(), "-p", folder + "/", "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    Nginx nginx = new Nginx(process, "http://127.0.0.1:" + port);
    nginx.awaitPort(port, folder);
    return nginx;
  }

  String url() {
    return url;
  }

  private void awaitPort(int port, Path folder) throws IOException, InterruptedException {
    for (int i = 0; i < 100; i++) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        return;
      } catch (IOException e) {
        if (!process.isAlive()) {
          break;
        }
        Thread.sleep(50);
      }
    }
    close();
    throw new AssertionError("nginx does not run: " + Files.readString(folder.resolve("output")));
  }

  private static String authority(String url) {
    return url.replaceFirst("https?://", "");
  }

  @Override
  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
