package io.gatehouse.e2e.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP by hand, for what no client library lets one send. */
final class RawRequest {

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private RawRequest() {}

  /** Status line, headers and body as they came. */
  record Answer(String text) {
    void expectProblem(int status, String code) {
      assertEquals(status, Integer.parseInt(text.split(" ", 3)[1]), text);
      String lower = text.toLowerCase(Locale.ROOT);
      assertTrue(lower.contains("content-type: application/problem+json"), text);
      assertTrue(text.contains("\"code\":\"" + code + "\""), text);
    }
  }

  /** Says that a body of this length will come, and sends none of it. */
  static Answer announcing(String url, String method, String path, String token, long length) {
    return send(
        url,
        method
            + " "
            + path
            + " HTTP/1.1\r\n"
            + "Host: gatehouse\r\nConnection: close\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer "
            + token
            + "\r\nContent-Length: "
            + length
            + "\r\n\r\n");
  }

  static Answer send(String url, String request) {
    URI uri = URI.create(url);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new Answer(answer(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * As long as it says that it is: a server may leave the connection open for what was announced.
   */
  private static String answer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("closed without an answer");
      }
      head.append((char) next);
    }
    Matcher length = LENGTH.matcher(head);
    int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return head + new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
  }
}
