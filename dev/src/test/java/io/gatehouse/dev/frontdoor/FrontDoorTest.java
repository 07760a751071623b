package io.gatehouse.dev.frontdoor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontDoorTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up", "down", "status", "logs", "start", "stop", "pause", "unpause", "token", "test",
        "bench", "doctor", "build"
      })
  void everyCommandHasHelp(String command) {
    Shell help = gatehouse("help", command);

    assertEquals(0, help.exitCode());
    assertTrue(help.output().contains("./gatehouse " + command), help.output());
    assertEquals(help, gatehouse(command, "--help"));
  }

  @Test
  void withoutACommandItSaysWhatThereIs() {
    assertEquals(gatehouse("help"), gatehouse());
    assertEquals(0, gatehouse().exitCode());
  }

  @Test
  void anUnknownCommandIsOneLineAndExitCode2() {
    assertMisused(gatehouse("bnech"), "bnech");
    assertMisused(gatehouse("help", "bnech"), "bnech");
  }

  @Test
  void anUnknownOptionIsOneLineAndExitCode2() {
    assertMisused(gatehouse("up", "--frsh"), "--frsh");
    assertMisused(gatehouse("up", "--port-offset"), "--port-offset");
    assertMisused(gatehouse("up", "--port-offset", "x"), "--port-offset");
    assertMisused(gatehouse("test", "--only", "half"), "--only");
    assertMisused(gatehouse("bench", "--only", "xyz"), "--only");
    assertMisused(gatehouse("bench", "--slow"), "--slow");
  }

  @Test
  void withoutAJdk25ItSaysWhatToDo() throws IOException {
    // A PATH with the tools that the script uses, and no java on it; no usual folder either.
    Shell shell =
        Shell.run(
            ROOT,
            Map.of("JAVA_HOME", oldJdk().toString(), "HOME", folder.toString()),
            "bash",
            "-c",
            "die() { echo \"gatehouse: $*\"; exit 1; }; . dev/front-door/jdk.sh;"
                + " jdk_candidates() { printf '%s\\n' \"$JAVA_HOME\" /nowhere; }; find_jdk");

    assertEquals(1, shell.exitCode());
    assertEquals(1, shell.output().lines().count(), shell.output());
    assertTrue(shell.output().contains("JDK 25"), shell.output());
    assertTrue(shell.output().contains("JAVA_HOME"), shell.output());
  }

  @Test
  void anOldJdkInFrontIsPassedOver() throws IOException {
    Shell shell =
        Shell.run(
            ROOT,
            Map.of("OLD", oldJdk().toString(), "NEW", System.getProperty("java.home")),
            "bash",
            "-c",
            ". dev/front-door/jdk.sh; jdk_candidates() { printf '%s\\n' \"$OLD\" \"$NEW\"; };"
                + " find_jdk; printf '%s' \"$JAVA_HOME\"");

    assertEquals(System.getProperty("java.home"), shell.output());
  }

  private Path oldJdk() throws IOException {
    Path jdk = folder.resolve("jdk-17");
    Files.createDirectories(jdk.resolve("bin"));
    for (String program : new String[] {"java", "javac"}) {
      Path file = Files.writeString(jdk.resolve("bin").resolve(program), "#!/bin/sh\n");
      assertTrue(file.toFile().setExecutable(true));
    }
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
    return jdk;
  }

  private static void assertMisused(Shell shell, String about) {
    assertEquals(2, shell.exitCode(), shell.output());
    assertEquals(1, shell.output().lines().count(), shell.output());
    assertTrue(shell.output().contains(about), shell.output());
  }

  private Shell gatehouse(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = ROOT.resolve("gatehouse").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return Shell.run(
        ROOT,
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "GATEHOUSE_HOME",
            folder.resolve("home").toString()),
        command);
  }
}
