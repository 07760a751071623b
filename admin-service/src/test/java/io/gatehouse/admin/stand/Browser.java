package io.gatehouse.admin.stand;

import static io.restassured.RestAssured.given;

import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a browser as the tests need: a cookie jar, HTML, and no redirect followed unseen. */
public final class Browser {

  public static final String SESSION = "__Host-gatehouse";

  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private final Map<String, String> jar = new LinkedHashMap<>();

  /** A browser in which this person is logged in. */
  public static Browser of(String person) {
    Browser browser = new Browser();
    browser.login(person, "/");
    return browser;
  }

  public RequestSpecification request() {
    return given().redirects().follow(false).accept("text/html").cookies(jar);
  }

  public Response get(String path) {
    return kept(request().urlEncodingEnabled(false).get(path));
  }

  /** Sends a form of ours with the token of the page {@code from}. */
  public Response submit(String from, String to, Map<String, ?> fields) {
    return kept(
        request()
            .header("Origin", "http://localhost:8083")
            .header("Sec-Fetch-Site", "same-origin")
            .contentType("application/x-www-form-urlencoded; charset=utf-8")
            .formParam("csrf", csrf(from))
            .formParams(fields)
            .post(to));
  }

  public String csrf(String page) {
    Matcher matcher = CSRF.matcher(get(page).asString());
    if (!matcher.find()) {
      throw new AssertionError("no form with a token on " + page);
    }
    return matcher.group(1);
  }

  /** The whole way through the identity provider; the answer that ends it. */
  public Response login(String person, String returnPath) {
    Response toProvider = toProvider("/login/start?return=" + returnPath);
    return comeBack(toProvider.header("Location") + "&person=" + person);
  }

  public Response toProvider(String start) {
    return get(start);
  }

  /** Logs in at the provider and follows it back to the callback. */
  public Response comeBack(String authorization) {
    Response back = given().redirects().follow(false).urlEncodingEnabled(false).get(authorization);
    URI callback = URI.create(back.header("Location"));
    return get(callback.getPath() + "?" + callback.getRawQuery());
  }

  /** The value of a cookie that must be there. */
  public String cookie(String name) {
    String value = jar.get(name);
    if (value == null) {
      throw new AssertionError("no cookie " + name);
    }
    return value;
  }

  public boolean has(String name) {
    return jar.containsKey(name);
  }

  public Browser with(String name, String value) {
    jar.put(name, value);
    return this;
  }

  private Response kept(Response response) {
    for (Cookie cookie : response.detailedCookies()) {
      if (cookie.getMaxAge() == 0) {
        jar.remove(cookie.getName());
      } else {
        jar.put(cookie.getName(), cookie.getValue());
      }
    }
    return response;
  }
}
