package io.gatehouse.dev.part;

import io.gatehouse.dev.install.RedisProgram;
import io.gatehouse.dev.stack.Addresses;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Part;
import io.gatehouse.dev.stack.Port;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/** Redis with an append-only file, so that sessions outlive a restart as they do in production. */
public final class Redis implements Part {

  private static final int TIMEOUT_MILLIS = 1000;

  private final Layout layout;
  private final Addresses addresses;

  public Redis(Layout layout, Addresses addresses) {
    this.layout = layout;
    this.addresses = addresses;
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public List<Port> ports() {
    return List.of(Port.REDIS);
  }

  @Override
  public String address() {
    return "localhost:" + addresses.port(Port.REDIS);
  }

  @Override
  public ProcessBuilder launch() throws IOException {
    Files.createDirectories(layout.data("redis"));
    return new ProcessBuilder(
        RedisProgram.server(layout).toString(),
        "--port",
        Integer.toString(addresses.port(Port.REDIS)),
        "--bind",
        "127.0.0.1",
        "--dir",
        layout.data("redis").toString(),
        "--appendonly",
        "yes",
        "--save",
        "",
        "--daemonize",
        "no");
  }

  /** An answer of PONG, not of LOADING. */
  @Override
  public boolean isReady() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress("127.0.0.1", addresses.port(Port.REDIS)), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(5);
      return "+PONG".equals(new String(answer, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return false;
    }
  }
}
