package io.gatehouse.e2e.spa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.gatehouse.e2e.desk.Chromium;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.people.Tokens;
import io.gatehouse.e2e.realm.Newcomer;
import io.gatehouse.e2e.stack.Command;
import io.gatehouse.e2e.stack.Deployment;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** One person's browser at the single-page app, and an ear on its wire. */
final class Spa implements AutoCloseable {

  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.eyJ[\\w-]+\\.[\\w-]+");
  private static final Pattern MEMBER =
      Pattern.compile("\"(access_token|refresh_token)\":\"([^\"]+)\"");

  private final BrowserContext context;
  private final Page page;
  private final List<String> addresses = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<String> accessTokens = new CopyOnWriteArrayList<>();
  private final List<String> refreshTokens = new CopyOnWriteArrayList<>();
  private final List<String> loginPages = new CopyOnWriteArrayList<>();

  Spa(Chromium chromium) {
    this(chromium, new Browser.NewContextOptions());
  }

  private Spa(Chromium chromium, Browser.NewContextOptions options) {
    context = chromium.newContext(options);
    context.setDefaultTimeout(15_000);
    context.onRequest(request -> addresses.add(request.url()));
    context.onConsoleMessage(message -> said.add(message.text()));
    context.onRequestFinished(this::overhear);
    page = context.newPage();
  }

  /** At the narrowest screen that is meant. */
  static Spa onAPhone(Chromium chromium) {
    return new Spa(chromium, new Browser.NewContextOptions().setViewportSize(360, 780));
  }

  /** Skips the test where the app is no part of the deployment. */
  static void assumeServed() {
    Assumptions.assumeTrue(isServed(), "no single-page app at " + Deployment.SPA);
  }

  private static boolean isServed() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(Deployment.SPA).toURL().openConnection();
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (java.io.IOException e) {
      return false;
    }
  }

  Page page() {
    return page;
  }

  Page newTab() {
    return context.newPage();
  }

  Spa open(String path) {
    page.navigate(Deployment.SPA + path);
    return this;
  }

  Spa signIn(Person person) {
    return signIn(person, "/");
  }

  Spa signIn(Person person, String path) {
    open(path);
    button(page, "Sign in").first().click();
    logIn(person);
    return this;
  }

  Spa signIn(Newcomer person, String path) {
    open(path);
    button(page, "Sign in").first().click();
    logIn(person.name, Newcomer.PASSWORD);
    return this;
  }

  /** At the login page. */
  void logIn(Person person) {
    logIn(person.username(), person.password());
  }

  void logIn(String name, String password) {
    page.locator("#username").fill(name);
    page.locator("#password").fill(password);
    page.locator("#kc-login").click();
    button(page, "Sign out").waitFor();
  }

  void menu(String name) {
    page.getByRole(AriaRole.NAVIGATION).getByRole(AriaRole.LINK, link(name)).click();
  }

  private static com.microsoft.playwright.Locator.GetByRoleOptions link(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  /** Returns when the page has the answer to a request that this makes it send. */
  void awaitAnswer(String method, String endOfAddress, Runnable doing) {
    page.waitForResponse(
        answer -> answer.request().method().equals(method) && answer.url().endsWith(endOfAddress),
        doing);
  }

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** What came by the token endpoint, newest last: what a thief on the wire would have. */
  List<String> accessTokens() {
    return accessTokens;
  }

  List<String> refreshTokens() {
    return refreshTokens;
  }

  /** The newest access token that is meant for orders-service. */
  String ordersToken() {
    return accessTokens.reversed().stream()
        .filter(token ->
            String.valueOf(Tokens.claims(token).<Object>get("aud")).contains("orders-service"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no token for orders-service was overheard"));
  }

  /** How often somebody was asked for a password. */
  int loginPages() {
    return loginPages.size();
  }

  private void overhear(Request request) {
    if (!request.url().endsWith("/protocol/openid-connect/token")) {
      if (request.isNavigationRequest() && request.url().contains("/login-actions/")) {
        loginPages.add(request.url());
      }
      return;
    }
    String answer;
    try {
      answer = request.response().text();
    } catch (PlaywrightException e) {
      return;
    }
    Matcher member = MEMBER.matcher(answer);
    while (member.find()) {
      (member.group(1).equals("access_token") ? accessTokens : refreshTokens).add(member.group(2));
    }
  }

  void expectAccessible() {
    expectAccessible(page);
  }

  /** By day and in the dark. */
  void expectAccessibleInBoth(Page page, String name) {
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      expectAccessible(page);
      picture(page, name + "-" + scheme.name().toLowerCase(Locale.ROOT));
    }
  }

  static void expectAccessible(Page page) {
    List<String> serious =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .map(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
                .toList();
    assertEquals(List.of(), serious, "axe at " + page.url());
    assertEquals(
        true,
        page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"),
        "scrolls sideways at " + page.url());
  }

  void picture(String name) {
    picture(page, name);
  }

  void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/screens/" + name + ".png"))
            .setFullPage(true));
  }

  /** No token in a cookie, in storage, in the page, in an address or in what the console says. */
  void expectNoTokenAnywhere() {
    assertFalse(accessTokens.isEmpty(), "the wire was not overheard");
    context
        .cookies(Deployment.SPA)
        .forEach(cookie ->
            // Keycloak's own cookies are of its own origin's paths, and not of the app's making.
            assertTrue(cookie.path.startsWith("/realms/"), "a cookie of the app: " + cookie.name));
    String stored =
        page.evaluate(
                """
                async () => JSON.stringify(localStorage) + JSON.stringify(sessionStorage)
                  + JSON.stringify(await indexedDB.databases()) + JSON.stringify(await caches.keys())
                """)
            .toString();
    expectNone(stored, "storage");
    expectNone(page.content(), "the page");
    addresses.forEach(address -> expectNone(address, "an address"));
    said.forEach(line -> expectNone(line, "the console"));
  }

  /** Nor in what any part of the stack wrote; passed over where logs are out of sight. */
  void expectNoTokenInLogs() {
    String control =
        Deployment.control().filter(command -> command.endsWith("gatehouse")).orElse("");
    if (control.isEmpty()) {
      return;
    }
    Command logs = Command.run(control + " logs --no-follow -n 1000000", Duration.ofSeconds(60));
    assertEquals(0, logs.exitCode(), logs.output());
    assertTrue(logs.output().contains("orders-service"), "the logs are empty");
    for (String token : accessTokens) {
      assertFalse(logs.output().contains(signature(token)), "an access token in a log");
    }
    for (String token : refreshTokens) {
      assertFalse(logs.output().contains(signature(token)), "a refresh token in a log");
    }
  }

  private static String signature(String token) {
    return token.substring(token.lastIndexOf('.') + 1);
  }

  /** Nor in what another app's page shows or its script could read. */
  void expectNoTokenIn(Page other) {
    expectNone(other.content(), "the page");
    expectNone(String.valueOf(other.evaluate("document.cookie")), "a cookie");
    addresses.forEach(address -> expectNone(address, "an address"));
  }

  private void expectNone(String text, String where) {
    assertFalse(TOKEN.matcher(text).find(), "a token in " + where);
    for (String token : refreshTokens) {
      assertFalse(text.contains(token), "a refresh token in " + where);
    }
  }

  /** The policy broke nothing: the console names what it held up. */
  void expectNothingHeldUpByThePolicy() {
    assertEquals(
        List.of(), said.stream().filter(line -> line.contains("Content Security")).toList());
  }

  @Override
  public void close() {
    context.close();
  }
}
