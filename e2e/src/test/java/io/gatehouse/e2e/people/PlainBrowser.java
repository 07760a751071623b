package io.gatehouse.e2e.people;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A browser without a screen: cookies, redirects and forms. The JDK's own cookie store will not
 * send a {@code Secure} cookie to http://localhost, which real browsers do, hence this small one.
 */
public final class PlainBrowser {

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final Map<String, Map<String, String>> cookies = new HashMap<>();

  /** Follows redirects to a page, or to an address that begins with {@code stopAt}. */
  public Page open(String address, String stopAt) {
    return follow(HttpRequest.newBuilder(URI.create(address)).GET(), stopAt);
  }

  /** Sends the page's form with its hidden fields and these. */
  public Page submit(Page page, Map<String, String> fields, String stopAt) {
    Map<String, String> all = new LinkedHashMap<>(page.hiddenFields());
    all.putAll(fields);
    return follow(
        HttpRequest.newBuilder(page.formAction())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encode(all))),
        stopAt);
  }

  /** What it would send there as {@code Cookie}. */
  public String cookies(String address) {
    return cookies.getOrDefault(URI.create(address).getAuthority(), Map.of()).entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                + "="
                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private Page follow(HttpRequest.Builder first, String stopAt) {
    HttpRequest.Builder next = first;
    for (int hops = 0; hops < 15; hops++) {
      HttpResponse<String> response = send(next);
      String location = response.headers().firstValue("Location").orElse(null);
      if (location == null) {
        return new Page(response.uri(), response.statusCode(), response.body());
      }
      URI target = response.uri().resolve(location);
      if (target.toString().startsWith(stopAt)) {
        return new Page(target, response.statusCode(), "");
      }
      next = HttpRequest.newBuilder(target).GET();
    }
    throw new AssertionError("a loop of redirects");
  }

  private HttpResponse<String> send(HttpRequest.Builder builder) {
    Map<String, String> jar =
        cookies.computeIfAbsent(builder.build().uri().getAuthority(), origin -> new HashMap<>());
    if (!jar.isEmpty()) {
      builder.header("Cookie", cookies(builder.build().uri().toString()));
    }
    try {
      HttpResponse<String> response =
          http.send(
              builder.timeout(Duration.ofSeconds(30)).build(),
              HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(header -> keep(jar, header));
      return response;
    } catch (IOException e) {
      throw new AssertionError("no answer from " + builder.build().uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void keep(Map<String, String> jar, String header) {
    String pair = header.split(";", 2)[0];
    String name = pair.split("=", 2)[0];
    if (header.contains("Max-Age=0") || header.contains("Expires=Thu, 01 Jan 1970")) {
      jar.remove(name);
    } else {
      jar.put(name, pair.substring(name.length() + 1));
    }
  }
}
