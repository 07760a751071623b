package io.gatehouse.e2e.people;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a plain HTTP client got: a page, or the address where it was told to stop. */
public record Page(URI address, int status, String body) {

  private static final Pattern FORM =
      Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern HIDDEN =
      Pattern.compile("<input\\b[^>]*type=\"hidden\"[^>]*>", Pattern.CASE_INSENSITIVE);

  /** The address that the first form posting something is sent to. */
  URI formAction() {
    return address.resolve(attribute(form().group(1), "action"));
  }

  /** Names and values of the form's hidden fields. */
  Map<String, String> hiddenFields() {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher input = HIDDEN.matcher(form().group(2));
    while (input.find()) {
      fields.put(attribute(input.group(), "name"), attribute(input.group(), "value"));
    }
    return fields;
  }

  /** A parameter of the query, as in the answer at a redirect address. */
  public String parameter(String name) {
    for (String pair : address.getRawQuery().split("&")) {
      if (pair.startsWith(name + "=")) {
        return URI.create("?" + pair).getQuery().substring(name.length() + 1);
      }
    }
    throw new AssertionError("no " + name + " in " + address);
  }

  private Matcher form() {
    Matcher form = FORM.matcher(body);
    while (form.find()) {
      if (form.group(1).toLowerCase(java.util.Locale.ROOT).contains("method=\"post\"")) {
        return form;
      }
    }
    throw new AssertionError("no form in the page at " + address + ", status " + status);
  }

  private static String attribute(String tag, String name) {
    Matcher value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
    return value.find() ? value.group(1).replace("&amp;", "&") : "";
  }
}
