package io.gatehouse.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the exchange behind {@link IssuerResource} saw of a key, and whether it answers at all. */
public final class TestKeys {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private TestKeys() {}

  /** How often the key with this id was shown to {@code auth-service}. */
  public static int calls(String keyId) {
    return Integer.parseInt(get("/calls/" + keyId));
  }

  /** The reports that the key with this id leaked, one behind the other. */
  public static String leaks(String keyId) {
    return get("/leaks/" + keyId);
  }

  /** The reports of key usage that arrived, one a line. */
  public static String uses() {
    return get("/uses/");
  }

  /** How many reports came, whatever became of them. */
  public static int reports() {
    return Integer.parseInt(get("/reports"));
  }

  /** From now on the key with this id is good. */
  public static void enable(String keyId) {
    get("/enable/" + keyId);
  }

  /** Makes the exchange answer 503, or answer again. */
  public static void away(boolean away) {
    get("/away/" + away);
  }

  private static String get(String path) {
    String base = ConfigProvider.getConfig().getValue("gatehouse.guard.keys.issuer", String.class);
    try {
      return HTTP.send(
              HttpRequest.newBuilder(URI.create(base + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
