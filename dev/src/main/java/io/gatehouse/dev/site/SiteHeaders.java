package io.gatehouse.dev.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The headers of {@code spa/headers.json}: one flat object, with addresses to be filled in. */
final class SiteHeaders {

  private static final Pattern MEMBER = Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"([^\"]*)\"");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

  private SiteHeaders() {}

  /**
   * @throws IOException if it cannot be read, or names an address that is not there: a policy with
   *     a hole in it must not be served
   */
  static Map<String, String> read(Path file, Map<String, String> addresses) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    Matcher member = MEMBER.matcher(Files.readString(file));
    while (member.find()) {
      headers.put(member.group(1), filled(member.group(2), addresses));
    }
    return headers;
  }

  private static String filled(String value, Map<String, String> addresses) throws IOException {
    StringBuilder filled = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(value);
    while (placeholder.find()) {
      String address = addresses.get(placeholder.group(1));
      if (address == null) {
        throw new IOException(placeholder.group(1) + " is not set");
      }
      placeholder.appendReplacement(filled, Matcher.quoteReplacement(address));
    }
    return placeholder.appendTail(filled).toString();
  }
}
