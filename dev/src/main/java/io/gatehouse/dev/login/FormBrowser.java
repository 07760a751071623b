package io.gatehouse.dev.login;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Just enough of a browser for a login form: redirects, cookies, hidden fields. The cookies are
 * kept by hand because the JDK's store holds {@code Secure} ones back from http://localhost.
 */
final class FormBrowser {

  private static final Pattern FORM_ACTION = Pattern.compile("<form[^>]*\\baction=\"([^\"]*)\"");
  private static final Pattern HIDDEN =
      Pattern.compile("<input[^>]*type=\"hidden\"[^>]*name=\"([^\"]*)\"[^>]*value=\"([^\"]*)\"");
  private static final int MOST_REDIRECTS = 10;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final Map<String, String> cookies = new LinkedHashMap<>();

  record Page(URI address, int status, String body) {}

  Page get(String address) throws IOException, InterruptedException {
    return follow(HttpRequest.newBuilder(URI.create(address)).GET());
  }

  Page post(String address, Map<String, String> form) throws IOException, InterruptedException {
    return follow(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encode(form))));
  }

  /** Fills in the page's first form. */
  Page submit(Page page, Map<String, String> fields) throws IOException, InterruptedException {
    Matcher action = FORM_ACTION.matcher(page.body());
    if (!action.find()) {
      throw new IOException("no form at " + page.address() + " (status " + page.status() + ")");
    }
    Map<String, String> all = new LinkedHashMap<>();
    Matcher hidden = HIDDEN.matcher(page.body());
    while (hidden.find()) {
      all.put(hidden.group(1), hidden.group(2).replace("&amp;", "&"));
    }
    all.putAll(fields);
    return post(page.address().resolve(action.group(1).replace("&amp;", "&")).toString(), all);
  }

  private Page follow(HttpRequest.Builder first) throws IOException, InterruptedException {
    HttpRequest.Builder next = first;
    for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
      if (!cookies.isEmpty()) {
        next.header(
            "Cookie",
            cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; ")));
      }
      HttpResponse<String> answer =
          http.send(
              next.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
      answer.headers().allValues("Set-Cookie").forEach(this::keep);
      String location = answer.headers().firstValue("Location").orElse(null);
      if (location == null) {
        return new Page(answer.uri(), answer.statusCode(), answer.body());
      }
      next = HttpRequest.newBuilder(answer.uri().resolve(location)).GET();
    }
    throw new IOException("a loop of redirects");
  }

  private void keep(String header) {
    String[] pair = header.split(";", 2)[0].split("=", 2);
    if (pair.length < 2 || pair[1].isEmpty() || header.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  private static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field ->
            URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                + "="
                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
