package io.gatehouse.e2e.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** HTTP by hand, for what no client library lets one send. */
final class RawRequest {

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
      return new Answer(
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
