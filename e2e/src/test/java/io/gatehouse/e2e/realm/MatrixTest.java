package io.gatehouse.e2e.realm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/keycloak-events.md to the tests that it names, and to the acts that are known. */
class MatrixTest {

  private static final String PAGE = "docs/keycloak-events.md";
  private static final String MATRIX = "The matrix";
  private static final Pattern NAMED = Pattern.compile("\"([A-Z][A-Z_]+)\"");

  @Test
  void eachTestThatThePageNamesIsThereAndHasTheCaseThatItNames() throws IOException {
    assertEquals(List.of(), NamedTests.of(PAGE).missing());
  }

  @Test
  void eachActOfTheMatrixNamesATest() throws IOException {
    NamedTests page = NamedTests.of(PAGE);
    assertTrue(page.rows(MATRIX).size() > 25, "the matrix was not found");
    assertEquals(List.of(), page.rowsWithoutATest(MATRIX));
  }

  /** The events that turn somebody away, as the code has them. */
  @Test
  void eachEventThatTurnsSomebodyAwayIsInTheMatrix() throws IOException {
    String code =
        Files.readString(
            NamedTests.ROOT.resolve(
                "auth-service/src/main/java/io/gatehouse/auth/keycloak/Consequences.java"),
            UTF_8);
    String matrix = String.join("\n", NamedTests.of(PAGE).rows(MATRIX));
    TreeSet<String> unnamed =
        NAMED
            .matcher(code)
            .results()
            .map(event -> event.group(1))
            .filter(event -> !event.equals("DELETE") && !matrix.contains("`" + event + "`"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(), unnamed);
  }
}
