package io.gatehouse.e2e.realm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests that a page of documentation names, held against those that there are. */
final class NamedTests {

  static final Path ROOT =
      Path.of(System.getProperty("gatehouse.root", "..")).toAbsolutePath().normalize();

  /** {@code Class}, {@code Class.method}, or {@code Class}: "case". */
  private static final Pattern TEST =
      Pattern.compile("`(?:\\w+\\.)?([A-Z]\\w*Test)(?:\\.(\\w+))?`(?:: \"([^\"]+)\")?");

  private final String page;

  private NamedTests(String page) {
    this.page = page;
  }

  static NamedTests of(String path) throws IOException {
    return new NamedTests(Files.readString(ROOT.resolve(path), UTF_8));
  }

  /** Those that are named, and not there. */
  List<String> missing() throws IOException {
    Map<String, String> tests = tests();
    return TEST.matcher(page)
        .results()
        .filter(named -> !isThere(named, tests))
        .map(MatchResult::group)
        .toList();
  }

  /** The rows of the table under this heading, without its head. */
  List<String> rows(String heading) {
    int begins = page.indexOf("\n## " + heading);
    int ends = page.indexOf("\n## ", begins + 1);
    return page.substring(begins, ends < 0 ? page.length() : ends)
        .lines()
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .toList();
  }

  List<String> rowsWithoutATest(String heading) {
    return rows(heading).stream().filter(row -> !TEST.matcher(row).find()).toList();
  }

  private static boolean isThere(MatchResult named, Map<String, String> tests) {
    String code = tests.get(named.group(1));
    if (code == null) {
      return false;
    }
    String method = named.group(2);
    String one = named.group(3);
    return (method == null || code.contains(" " + method + "("))
        && (one == null || code.contains("\"" + one + "\""));
  }

  /** The text of each test class of the repository, by its name. */
  private static Map<String, String> tests() throws IOException {
    Map<String, String> out = new HashMap<>();
    for (String module :
        new String[] {
          "guard", "auth-service", "orders-service", "e2e", "keycloak/event-listener", "dev"
        }) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/test/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          out.merge(name, Files.readString(file, UTF_8), String::concat);
        }
      }
    }
    return out;
  }
}
