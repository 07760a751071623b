package io.gatehouse.e2e.start;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator reads who starts a service with the demo's secrets. */
class ProductionStartTest {

  /** The database is away as well: its absence must not hide what is wrong here. */
  @ParameterizedTest
  @CsvSource({
    "auth-service, gatehouse.keys.peppers.1 is not set",
    "orders-service, gatehouse.urls.auth-service is not set"
  })
  void demoSecretAndWhatIsMissingAreNamedBeforeTheDatabaseIsReachedFor(
      String service, String missing, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path program =
        Path.of(
            System.getProperty("gatehouse.root", "."),
            service,
            "target",
            "quarkus-app",
            "quarkus-run.jar");
    assumeTrue(Files.exists(program), program + " is not built");
    Path output = folder.resolve("output");
    ProcessBuilder command =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                program.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    command.environment().keySet().removeIf(name -> name.matches("(QUARKUS|GATEHOUSE)_.*"));
    command
        .environment()
        .putAll(
            Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/none",
                "QUARKUS_DATASOURCE_USERNAME", "auth",
                "QUARKUS_DATASOURCE_PASSWORD", "demo-auth-db-password",
                "QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:1",
                "GATEHOUSE_URLS_KEYCLOAK", "https://login.example",
                "GATEHOUSE_URLS_ORDERS_SERVICE", "https://orders.example",
                "QUARKUS_HTTP_PORT", "0"));
    Process process = command.start();
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it neither starts nor gives up");
      String said = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(
          said,
          allOf(
              containsString("Not started in production"),
              containsStringIgnoringCase("datasource.password is a demo value"),
              containsString("gatehouse.urls.auth-service is not set"),
              containsString(missing),
              not(containsString("demo-auth-db-password"))));
      assertNotEquals(0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }
}
