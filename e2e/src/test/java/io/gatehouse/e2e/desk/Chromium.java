package io.gatehouse.e2e.desk;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The machine's own Chromium: nothing is downloaded. One process serves a whole run and ends with
 * it; what a test opens is as apart from another's as two people's browsers are.
 */
public final class Chromium implements AutoCloseable {

  private static @Nullable Browser running;

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> QUIET =
      List.of(
          // In a container or as root Chromium's own sandbox cannot be set up.
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Browser browser;
  private final List<BrowserContext> opened = new ArrayList<>();

  private Chromium(Browser browser) {
    this.browser = browser;
  }

  /** Skips the test, with a message, on a machine that has no Chromium. */
  public static Chromium launch() {
    Optional<Path> program = find();
    Assumptions.assumeTrue(
        program.isPresent(), "no Chromium: install it, or name it by GATEHOUSE_E2E_BROWSER");
    Browser browser = running;
    if (browser == null || !browser.isConnected()) {
      browser = start(program.orElseThrow());
      running = browser;
    }
    return new Chromium(browser);
  }

  private static Browser start(Path program) {
    return Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(program)
                .setHeadless(true)
                .setArgs(QUIET));
  }

  /** A desk with no cookie yet. */
  public Desk newDesk() {
    return new Desk(newContext(new Browser.NewContextOptions()));
  }

  /** A desk in a browser that runs no script. */
  public Desk newDeskWithoutScripts() {
    return new Desk(newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false)));
  }

  /** A browser of somebody who was never here. */
  public BrowserContext newContext(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    opened.add(context);
    return context;
  }

  /** What was opened here; not the process. */
  @Override
  public void close() {
    opened.forEach(BrowserContext::close);
    opened.clear();
  }

  private static Optional<Path> find() {
    String named = System.getenv("GATEHOUSE_E2E_BROWSER");
    if (named != null && !named.isBlank()) {
      return Optional.of(Path.of(named));
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
