package io.gatehouse.e2e.realm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/keycloak-events.md to the tests that it names, and to the acts that are known. */
class MatrixTest {

  private static final Path ROOT =
      Path.of(System.getProperty("gatehouse.root", "..")).toAbsolutePath().normalize();

  /** {@code Class}, {@code Class.method}, or {@code Class}: "case". */
  private static final Pattern TEST =
      Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`(?:: \"([^\"]+)\")?");

  private static final Pattern NAMED = Pattern.compile("\"([A-Z][A-Z_]+)\"");

  @Test
  void eachTestThatThePageNamesIsThereAndHasTheCaseThatItNames() throws IOException {
    Map<String, String> tests = tests();
    List<String> missing = new ArrayList<>();
    TEST.matcher(page())
        .results()
        .filter(named -> !isThere(named, tests))
        .forEach(named -> missing.add(named.group()));
    assertEquals(List.of(), missing);
  }

  @Test
  void eachActOfTheMatrixNamesATest() throws IOException {
    List<String> rows = matrix();
    assertTrue(rows.size() > 25, "the matrix was not found");
    assertEquals(List.of(), rows.stream().filter(row -> !TEST.matcher(row).find()).toList());
  }

  /** The events that turn somebody away, as the code has them. */
  @Test
  void eachEventThatTurnsSomebodyAwayIsInTheMatrix() throws IOException {
    String code =
        Files.readString(
            ROOT.resolve("auth-service/src/main/java/io/gatehouse/auth/keycloak/Consequences.java"),
            UTF_8);
    String matrix = String.join("\n", matrix());
    TreeSet<String> unnamed =
        NAMED
            .matcher(code)
            .results()
            .map(event -> event.group(1))
            .filter(event -> !event.equals("DELETE") && !matrix.contains("`" + event + "`"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(), unnamed);
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

  private static List<String> matrix() throws IOException {
    String page = page();
    int begins = page.indexOf("## The matrix");
    return page.substring(begins, page.indexOf("\n## ", begins + 1))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| act at Keycloak"))
        .toList();
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/keycloak-events.md"), UTF_8);
  }

  /** The text of each test class of the repository, by its name. */
  private static Map<String, String> tests() throws IOException {
    Map<String, String> out = new HashMap<>();
    for (String module :
        new String[] {
          "guard", "auth-service", "orders-service", "e2e", "keycloak/event-listener"
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
