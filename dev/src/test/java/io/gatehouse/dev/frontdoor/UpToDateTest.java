package io.gatehouse.dev.frontdoor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds a small checkout with a Maven that only notes what it was asked to do. */
class UpToDateTest {

  private static final Path BUILD = Path.of("front-door/build.sh").toAbsolutePath().normalize();

  @TempDir Path checkout;

  @BeforeEach
  void layOut() throws IOException {
    write("pom.xml", "<project/>");
    write("orders-service/pom.xml", "<project/>");
    write("orders-service/src/main/java/A.java", "class A {}");
    write("orders-service/src/main/resources/db/V1__a.sql", "select 1;");
    write("orders-service/src/test/java/ATest.java", "class ATest {}");
    write(
        "mvnw",
        "#!/bin/sh\necho \"$*\" >> \"$(dirname \"$0\")/asked\"\n"
            + "mkdir -p dev/target/lib orders-service/target/quarkus-app/app\n"
            + "echo jar > dev/target/dev-1.jar; echo lib > dev/target/lib/lib.jar\n"
            + "echo app > orders-service/target/quarkus-app/app/app.jar\n");
    assertTrue(checkout.resolve("mvnw").toFile().setExecutable(true));
    write("jdk/bin/java", "#!/bin/sh\n");
    assertTrue(checkout.resolve("jdk/bin/java").toFile().setExecutable(true));
    build();
  }

  @Test
  void theFirstBuildIsAWholeOne() throws IOException {
    assertTrue(asked(1).endsWith("clean package"), asked(1));
  }

  @Test
  void nothingIsBuiltWhenNothingChanged() throws IOException {
    Files.setLastModifiedTime(checkout.resolve("pom.xml"), FileTime.fromMillis(0));
    write("orders-service/src/test/java/ATest.java", "class ATest { int i; }");

    build();

    assertEquals(1, builds());
  }

  @Test
  void aChangedSourceIsBuilt() throws IOException {
    write("orders-service/src/main/java/A.java", "class A { int i; }");
    assertRebuilds("package");
  }

  @Test
  void aChangeThatKeepsSizeAndTimeIsBuilt() throws IOException {
    Path source = checkout.resolve("orders-service/src/main/java/A.java");
    FileTime time = Files.getLastModifiedTime(source);
    write("orders-service/src/main/java/A.java", "class B {}");
    Files.setLastModifiedTime(source, time);
    assertRebuilds("package");
  }

  @Test
  void aChangedPomIsBuilt() throws IOException {
    write("orders-service/pom.xml", "<project></project>");
    assertRebuilds("package");
  }

  @Test
  void anAddedFileIsBuilt() throws IOException {
    write("orders-service/src/main/java/B.java", "class B {}");
    assertRebuilds("package");
  }

  @Test
  void aDeletedFileIsBuiltFromAnEmptyTarget() throws IOException {
    Files.delete(checkout.resolve("orders-service/src/main/resources/db/V1__a.sql"));
    assertRebuilds("clean package");
  }

  @Test
  void aBuildByHandFromOtherSourcesIsNoticed() throws IOException {
    write("orders-service/target/quarkus-app/app/app.jar", "from another branch");
    assertRebuilds("package");
  }

  @Test
  void aFailedBuildIsOneLineAndIsTriedAgain() throws IOException {
    String good = Files.readString(checkout.resolve("mvnw"));
    write("mvnw", "#!/bin/sh\necho '[ERROR] A.java does not compile'; exit 1\n");

    Shell failed = buildScript();

    assertEquals(1, failed.exitCode());
    assertTrue(failed.output().contains("does not compile"), failed.output());
    write("mvnw", good);
    build();
    assertEquals(2, builds());
  }

  @Test
  void downStopsABuildAndSaysSo() throws Exception {
    write("pom.xml", "<project><!-- changed --></project>");
    write("mvnw", "#!/bin/sh\necho $$ > maven.pid\nexec sleep 300\n");
    var building = CompletableFuture.supplyAsync(this::buildScript);
    Path pid = checkout.resolve("maven.pid");
    while (!Files.exists(pid) || Files.size(pid) == 0) {
      Thread.sleep(20);
    }

    Shell down = script("stop_building");

    assertEquals(0, down.exitCode(), down.output());
    assertTrue(down.output().startsWith("Stopped"), down.output());
    Shell build = building.get(10, TimeUnit.SECONDS);
    assertEquals(1, build.exitCode());
    assertTrue(build.output().contains("stopped by ./gatehouse down"), build.output());
    assertEquals(1, script("stop_building").exitCode(), "there is nothing to stop any more");
  }

  @Test
  void aKeycloakArchiveThatChangedInSizeIsNoticed() throws IOException {
    write("dev/target/keycloak/keycloak.tar.gz", "whole");
    assertRebuilds("package");
    write("dev/target/keycloak/keycloak.tar.gz", "half");
    build();
    assertEquals(3, builds());
  }

  @Test
  void aMissingNetworkIsNamed() throws IOException {
    write(
        "mvnw", "#!/bin/sh\necho '[ERROR] Could not transfer artifact x: Unknown host'; exit 1\n");

    Shell failed = buildScript();

    assertEquals(1, failed.exitCode());
    assertTrue(failed.output().contains("network"), failed.output());
  }

  private void assertRebuilds(String goals) throws IOException {
    build();

    assertEquals(2, builds());
    assertTrue(asked(2).endsWith(" -am " + goals), asked(2));
    build();
    assertEquals(2, builds());
  }

  private void build() {
    Shell shell = buildScript();
    assertEquals(0, shell.exitCode(), shell.output());
  }

  private Shell buildScript() {
    return script("build_what_changed");
  }

  private Shell script(String function) {
    return Shell.run(
        checkout,
        Map.of("JAVA_HOME", checkout.resolve("jdk").toString()),
        "bash",
        "-c",
        "set -euo pipefail; ROOT=$PWD; HOME_FOLDER=$PWD/.gatehouse; MODULES='orders-service dev';"
            + "say() { echo \"$*\"; }; die() { say \"$*\"; exit 1; };"
            + ". "
            + BUILD
            + "; "
            + function);
  }

  private long builds() throws IOException {
    return Files.readAllLines(checkout.resolve("asked")).size();
  }

  private String asked(int build) throws IOException {
    return Files.readAllLines(checkout.resolve("asked")).get(build - 1);
  }

  private void write(String name, String text) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
