package io.gatehouse.bench.keys;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 connection that is kept, on which one request follows another: what it measures is
 * the answer, and as little as possible of the asker.
 */
final class Line implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;
  private final byte[] header = new byte[16 * 1024];

  Line(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  /** A request as it goes over the wire. */
  static byte[] get(String path, String credential) {
    return bytes(
        "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(path, credential));
  }

  /** The same without a credential. */
  static byte[] get(String path) {
    return bytes("GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n".formatted(path));
  }

  /** The same with a form. */
  static byte[] post(String path, String credential, String type, String body) {
    return bytes(
        "POST %s HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, credential, type, body.length(), body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Nanoseconds from the first byte sent to the last received.
   *
   * @param wanted status: another one would make the figure that of something else
   */
  long time(byte[] request, int wanted) throws IOException {
    long began = System.nanoTime();
    socket.getOutputStream().write(request);
    int length = head();
    int status = (header[9] - '0') * 100 + (header[10] - '0') * 10 + (header[11] - '0');
    int body = body(length);
    in.skipNBytes(body);
    long took = System.nanoTime() - began;
    if (status != wanted) {
      throw new IOException(
          "status "
              + status
              + " instead of "
              + wanted
              + " to "
              + new String(request, 0, Math.min(60, request.length), StandardCharsets.US_ASCII));
    }
    return took;
  }

  /** Reads to the empty line; how many bytes that is. */
  private int head() throws IOException {
    int length = 0;
    while (length < 4
        || header[length - 1] != '\n'
        || header[length - 2] != '\r'
        || header[length - 3] != '\n') {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the server hung up");
      }
      header[length++] = (byte) next;
    }
    return length;
  }

  private int body(int length) throws IOException {
    String text =
        new String(header, 0, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    int at = text.indexOf("content-length:");
    if (at < 0) {
      throw new IOException("no content-length: " + text);
    }
    return Integer.parseInt(text.substring(at + 15, text.indexOf('\r', at)).strip());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
