package io.gatehouse.dev.frontdoor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The image's entrypoint with the real realm, before a kc.sh that only says that it was started.
 */
class KeycloakEntrypointTest {

  private static final Path KEYCLOAK = Path.of("../keycloak").toAbsolutePath().normalize();
  private static final String GOOD = "Zk3pTq8vXw2LbN6rYc9dHs4mJf7gAe1u";
  private static final List<String> SECRETS =
      List.of(
          "GATEHOUSE_SECRETS_ADMIN_DASHBOARD",
          "GATEHOUSE_SECRETS_INSIGHTS_APP",
          "GATEHOUSE_SECRETS_ADMIN_SERVICE",
          "GATEHOUSE_SECRETS_AUTH_SERVICE",
          "GATEHOUSE_SECRETS_ORDERS_SERVICE",
          "KC_DB_PASSWORD");
  private static final List<String> ADDRESSES =
      List.of(
          "GATEHOUSE_URLS_SPA",
          "GATEHOUSE_URLS_ADMIN_SERVICE",
          "GATEHOUSE_URLS_INSIGHTS_APP",
          "KC_HOSTNAME");

  /** Where Keycloak itself calls: inside the cluster. */
  private static final List<String> INTERNAL =
      List.of("GATEHOUSE_INTERNAL_AUTH_SERVICE", "GATEHOUSE_INTERNAL_ADMIN_SERVICE");

  @TempDir Path image;
  private final Map<String, String> environment = new LinkedHashMap<>();

  @BeforeEach
  void layOutTheImage() throws IOException {
    Path bin = Files.createDirectories(image.resolve("bin"));
    Path imported = Files.createDirectories(image.resolve("data/import"));
    Files.copy(KEYCLOAK.resolve("entrypoint.sh"), bin.resolve("entrypoint.sh"));
    Path kc = Files.writeString(bin.resolve("kc.sh"), "#!/bin/sh\necho \"kc.sh $*\"\n");
    assertTrue(kc.toFile().setExecutable(true));
    assertTrue(bin.resolve("entrypoint.sh").toFile().setExecutable(true));
    Files.copy(
        KEYCLOAK.resolve("realm/gatehouse-realm.json"), imported.resolve("gatehouse-realm.json"));
    SECRETS.forEach(name -> environment.put(name, GOOD));
    ADDRESSES.forEach(name -> environment.put(name, "https://example.org"));
    INTERNAL.forEach(name -> environment.put(name, "http://inside:8080"));
  }

  @Test
  void theImageStartsByItAndTheDemoSaysThatItIsOne() throws IOException {
    String dockerfile = Files.readString(KEYCLOAK.resolve("Dockerfile"));
    assertTrue(dockerfile.contains("ENTRYPOINT [\"/opt/keycloak/bin/entrypoint.sh\"]"));
    assertFalse(dockerfile.contains("ENV GATEHOUSE_PROFILE"), "the image itself is no demo");
    assertTrue(dockerfile.contains("COPY --chmod=0555 keycloak/entrypoint.sh /opt/keycloak/bin/"));
    assertFalse(
        Files.readAllLines(KEYCLOAK.resolve("Dockerfile.dockerignore")).stream()
            .anyMatch(line -> line.startsWith("keycloak") || line.equals("**/*.sh")),
        "else the image cannot be built");
    String compose = Files.readString(KEYCLOAK.resolveSibling("docker-compose.yml"));
    assertTrue(compose.contains("GATEHOUSE_PROFILE: local"));
  }

  @Test
  void withEverythingFitItStarts() {
    assertStarts(start());
  }

  @Test
  void aBootstrapPasswordThatIsFitIsLetThrough() {
    environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", GOOD);
    assertStarts(start());
  }

  @ParameterizedTest
  @MethodSource("needed")
  void whatIsNotSetIsNamed(String name) {
    environment.remove(name);
    assertRefuses(name, "is not set");
    environment.put(name, "");
    assertRefuses(name, "is not set");
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void noDemoValueAndNoPlaceholderAndNothingShortIsASecret(String name) {
    environment.put(name, "demo-orders-service-secret-that-is-long");
    assertRefuses(name, "demo value");
    environment.put(name, "${" + name + "}");
    assertRefuses(name, "placeholder");
    environment.put(name, "correct-horse");
    assertRefuses(name, "shorter");
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void plainHttpIsRefused(String name) {
    environment.put(name, "http://example.org");
    assertRefuses(name, "https://");
  }

  @Test
  void anAddressInsideIsNeededAndIsOne() {
    String name = "GATEHOUSE_INTERNAL_AUTH_SERVICE";
    environment.remove(name);
    assertRefuses(name, "is not set");
    environment.put(name, "auth-service:8081");
    assertRefuses(name, "http://");
  }

  @Test
  void allThatIsMissingIsSaidAtOnce() {
    environment.clear();

    Shell shell = start();

    needed().forEach(name -> assertTrue(shell.output().contains(name + " is not set."), name));
  }

  /** A client that somebody adds to the realm is covered without a line anywhere else. */
  @Test
  void everyPlaceholderOfTheRealmIsNeeded() throws IOException {
    Files.writeString(
        image.resolve("data/import/gatehouse-realm.json"),
        "{\"a\": \"${GATEHOUSE_SECRETS_FIRST}\", \"b\": \"${GATEHOUSE_SECRETS_SECOND:none}\"}");

    assertRefuses("GATEHOUSE_SECRETS_FIRST", "is not set");
    assertRefuses("GATEHOUSE_SECRETS_SECOND", "is not set");
  }

  @Test
  void noPersonComesWithAProductionImport() throws IOException {
    Files.copy(
        KEYCLOAK.resolve("demo-people/gatehouse-users-0.json"),
        image.resolve("data/import/gatehouse-users-0.json"));
    assertRefuses("gatehouse-users-0.json", "people");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod", "LOCAL", "local ", "loca", ""})
  void onlyTheExactWordMakesADemoOfIt(String profile) {
    environment.put("GATEHOUSE_PROFILE", profile);
    environment.remove("KC_DB_PASSWORD");
    assertRefuses("KC_DB_PASSWORD", "is not set");
  }

  @Test
  void aDemoOnOnesOwnMachineMayHaveDemoValues() {
    environment.replaceAll((name, good) -> "demo-value");
    environment.put("GATEHOUSE_PROFILE", "local");
    assertStarts(start());
  }

  @ParameterizedTest
  @CsvSource({
    "--hostname=http://example.org, --hostname",
    "--db-password=secret, --db-password",
    "--bootstrap-admin-password=admin, --bootstrap-admin-password",
    "start-dev, start-dev"
  })
  void theCommandLineIsNoWayAroundTheChecks(String argument, String named) {
    Shell shell = run("start", argument);

    assertEquals(78, shell.exitCode(), shell.output());
    assertTrue(shell.output().contains(named), shell.output());
    assertFalse(shell.output().contains("kc.sh"), shell.output());
  }

  @Test
  void whatStartsNothingNeedsNothing() {
    environment.clear();
    assertEquals("kc.sh build --db=postgres\n", run("build", "--db=postgres").output());
  }

  static Stream<String> secrets() {
    return Stream.concat(SECRETS.stream(), Stream.of("KC_BOOTSTRAP_ADMIN_PASSWORD"));
  }

  static Stream<String> addresses() {
    return ADDRESSES.stream();
  }

  static Stream<String> needed() {
    return Stream.concat(SECRETS.stream(), ADDRESSES.stream());
  }

  private void assertRefuses(String name, String why) {
    Shell shell = start();
    assertEquals(78, shell.exitCode(), shell.output());
    assertFalse(shell.output().contains("kc.sh"), shell.output());
    List<String> about = shell.output().lines().filter(line -> line.contains(name + " ")).toList();
    assertEquals(1, about.size(), shell.output());
    assertTrue(about.getFirst().contains(why), shell.output());
    String value = environment.getOrDefault(name, "");
    assertTrue(value.isEmpty() || !shell.output().contains(value), "the value itself was printed");
  }

  private static void assertStarts(Shell shell) {
    assertEquals(0, shell.exitCode(), shell.output());
    assertEquals("kc.sh start --optimized --import-realm\n", shell.output());
  }

  private Shell start() {
    return run("start", "--optimized", "--import-realm");
  }

  /** With this environment alone: nothing of the machine's own. */
  private Shell run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("env", "-i"));
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.add(image.resolve("bin/entrypoint.sh").toString());
    command.addAll(List.of(arguments));
    return Shell.run(image, Map.of(), command.toArray(String[]::new));
  }
}
