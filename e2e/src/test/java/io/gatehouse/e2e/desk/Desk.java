package io.gatehouse.e2e.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.stack.Deployment;
import java.nio.file.Path;
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

  /** Nothing too pale to be read: all that can differ between light and dark. */
  public void expectReadable() {
    expectNothingSerious(new AxeBuilder(page).withRules(List.of("color-contrast")));
  }

  /** Nothing serious for people who see, hear or move differently. */
  public void expectAccessible() {
    expectNothingSerious(new AxeBuilder(page));
  }

  private void expectNothingSerious(AxeBuilder axe) {
    // The pages have no frames: without looking for any it takes half the time.
    List<String> serious =
        axe.setLegacyMode(true).analyze().getViolations().stream()
            .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
            .map(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
            .toList();
    assertEquals(List.of(), serious, "axe at " + page.url());
  }

  /** What would do nothing without scripts: buttons of no form, changes that only htmx makes. */
  public Object needScripts() {
    return page.evaluate(
        """
        () => [
          ...document.querySelectorAll('[hx-post], [hx-put], [hx-patch], [hx-delete], [href="#"]'),
          ...[...document.querySelectorAll('button:enabled:not([data-copy])')]
            .filter(button => !button.form || button.type !== 'submit'),
        ].map(element => element.outerHTML.slice(0, 120))
        """);
  }

  /** Where the page could send a change, apart from addresses of this form. */
  public Object formsBeyond(String pattern) {
    return page.evaluate(
        """
        pattern => [...document.forms]
          .filter(form => form.method === 'post' && form.querySelector('[type=submit]:enabled'))
          .map(form => form.getAttribute('action'))
          .filter(action => !new RegExp('^(' + pattern + ')$').test(action))
        """,
        pattern);
  }

  /** Those of these pages that answer this person otherwise, asked without being shown. */
  public Object thatDoNotSay(List<String> paths, int status, String text) {
    return page.evaluate(
        """
        async ([paths, status, text]) => {
          const others = [];
          for (const path of paths) {
            const answer = await fetch(path, { headers: { accept: 'text/html' } });
            const page = await answer.text();
            if (answer.status !== status || !page.includes(text)) {
              others.push(answer.status + ' ' + path);
            }
          }
          return others;
        }
        """,
        List.of(paths, status, text));
  }

  /** Keeps a picture of the whole page among the build's output. */
  public void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "screenshots", name + ".png")));
  }

  public void dark() {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
  }

  public void narrow() {
    page.setViewportSize(360, 740);
  }

  public void wide() {
    page.setViewportSize(1920, 1080);
  }

  /** Light and as wide as at the beginning. */
  public void plain() {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    plainSize();
  }

  public void plainSize() {
    page.setViewportSize(1280, 720);
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
