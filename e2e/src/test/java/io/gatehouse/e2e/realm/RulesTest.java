package io.gatehouse.e2e.realm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds keycloak/README.md to the realm that it tells of, and each of its rules to a test. */
class RulesTest {

  private static final String PAGE = "keycloak/README.md";
  private static final Path THEME = NamedTests.ROOT.resolve("keycloak/themes");

  @Test
  void eachRuleNamesATestThatIsThere() throws IOException {
    NamedTests page = NamedTests.of(PAGE);
    assertTrue(page.rows("Each rule is tried").size() > 25, "the rules were not found");
    assertEquals(List.of(), page.rowsWithoutATest("Each rule is tried"));
    assertEquals(List.of(), page.missing());
  }

  @Test
  void eachClientAndScopeOfTheRealmHasItsRow() throws IOException {
    JsonPath realm =
        JsonPath.from(
            Files.readString(
                NamedTests.ROOT.resolve("keycloak/realm/gatehouse-realm.json"), UTF_8));
    NamedTests page = NamedTests.of(PAGE);
    assertEquals(
        List.of(), unnamed(realm.getList("clients.clientId"), page.rows("Clients")), "clients");
    assertEquals(
        List.of(), unnamed(realm.getList("clientScopes.name"), page.rows("Scopes")), "scopes");
  }

  /** A template that was copied would stay as it is when Keycloak mends its own. */
  @Test
  void themeIsStyleTextsAndAPictureAlone() throws IOException {
    try (Stream<Path> files = Files.walk(THEME)) {
      assertEquals(
          List.of(),
          files
              .filter(Files::isRegularFile)
              .map(file -> THEME.relativize(file).toString())
              .filter(file -> !file.matches(".*\\.(css|properties|svg)"))
              .toList());
    }
  }

  private static List<String> unnamed(List<String> names, List<String> rows) {
    return names.stream()
        .filter(name -> rows.stream().noneMatch(row -> row.contains("`" + name + "`")))
        .toList();
  }
}
