package io.gatehouse.dev.part;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Asks a health endpoint; any other answer than 200 is "not yet". */
final class HttpProbe {

  /** Each question makes a service ask its database: often enough for a person, and no oftener. */
  static final Duration INTERVAL = Duration.ofMillis(300);

  private static final int TIMEOUT_MILLIS = 2000;

  private HttpProbe() {}

  static boolean isOk(String url) {
    try {
      HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setRequestProperty("Connection", "close");
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
