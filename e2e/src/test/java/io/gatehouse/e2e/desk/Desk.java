package io.gatehouse.e2e.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One person's browser at the dashboard. */
public final class Desk implements AutoCloseable {

  public static final String COOKIE = "__Host-gatehouse";

  /** A JWT: two parts of JSON and a signature. Keycloak's own JSON in addresses is one part. */
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.eyJ[\\w-]+\\.[\\w-]+");

  private final BrowserContext context;
  private final Page page;
  private final List<String> addresses = new ArrayList<>();

  Desk(BrowserContext context) {
    this.context = context;
    context.setDefaultTimeout(15_000);
    context.onRequest(request -> addresses.add(request.url()));
    page = context.newPage();
  }

  public Page page() {
    return page;
  }

  /** Asks for a page of the dashboard and logs in at Keycloak, as one is sent there. */
  public Desk signIn(Person person, String path) {
    page.navigate(Deployment.ADMIN + path);
    assertTrue(page.url().startsWith(Deployment.REALM), "sent to log in, not " + page.url());
    page.locator("#username").fill(person.username());
    page.locator("#password").fill(person.password());
    page.locator("#kc-login").click();
    page.waitForURL(url -> url.startsWith(Deployment.ADMIN));
    return this;
  }

  /** Opens a page; the status of the last answer on the way. */
  public int open(String path) {
    Response response = page.navigate(Deployment.ADMIN + path);
    assertNotNull(response);
    return response.status();
  }

  public Optional<Cookie> session() {
    return context.cookies().stream().filter(cookie -> cookie.name.equals(COOKIE)).findFirst();
  }

  /** Puts a cookie in that was kept from before. */
  public void plant(Cookie cookie) {
    context.addCookies(
        List.of(
            new Cookie(cookie.name, cookie.value)
                .setUrl(Deployment.ADMIN.replace("http://localhost", "https://localhost"))
                .setSecure(true)
                .setHttpOnly(true)));
  }

  /** A value of a hidden field of the page, as a forger who is logged in can read it too. */
  public String hidden(String name) {
    return page.locator("input[name=" + name + "]").first().inputValue();
  }

  /** Nothing serious for people who see, hear or move differently. */
  public void expectAccessible() {
    List<String> serious =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .map(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
                .toList();
    assertEquals(List.of(), serious, "axe at " + page.url());
  }

  /** What makes the page scroll sideways; tables that scroll by themselves do not. */
  public Object tooWide() {
    return page.evaluate(
        """
        () => document.documentElement.scrollWidth <= window.innerWidth ? [] :
          [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > window.innerWidth)
            .map(e => e.tagName + '.' + e.className).slice(0, 12)
        """);
  }

  /** No token in a cookie, in storage, in the page, or in any address that was asked for. */
  public void expectNoTokenAnywhere() {
    for (Cookie cookie : context.cookies(Deployment.ADMIN)) {
      assertTrue(!isToken(cookie.value), "a token in the cookie " + cookie.name);
    }
    String stored =
        page.evaluate("() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
            .toString();
    assertEquals("{}{}", stored);
    assertTrue(!isToken(page.content()), "a token in the page " + page.url());
    for (String address : addresses) {
      assertTrue(!isToken(address), "a token in the address " + address.split("eyJ")[0]);
    }
  }

  /** Whether a JWT can be read in this text. */
  public static boolean isToken(String text) {
    return TOKEN.matcher(text).find();
  }

  @Override
  public void close() {
    context.close();
  }
}
