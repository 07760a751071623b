package io.gatehouse.dev.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Whether a port can be had, and if not, who has it, where the system tells. */
public final class PortOwner {

  private PortOwner() {}

  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Like {@code pid 4711 (java)}; "another process" if it is not ours to know. */
  public static String describe(int port) {
    String pid = output("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN");
    if (pid.isEmpty()) {
      String line = output("ss", "-Hltnp", "sport = :" + port);
      int at = line.indexOf("pid=");
      pid = at < 0 ? "" : line.substring(at + 4).split("\\D", 2)[0];
    }
    try {
      long id = Long.parseLong(pid.lines().findFirst().orElse(""));
      String command =
          ProcessHandle.of(id).flatMap(process -> process.info().command()).orElse("?");
      return "pid %d (%s)".formatted(id, command);
    } catch (NumberFormatException e) {
      return "another process";
    }
  }

  private static String output(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(5, TimeUnit.SECONDS);
      return output.strip();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
