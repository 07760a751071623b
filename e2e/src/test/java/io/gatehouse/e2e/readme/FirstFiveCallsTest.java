package io.gatehouse.e2e.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.stack.Command;
import io.gatehouse.e2e.stack.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What a stranger pastes first must work as written. */
@Order(8)
class FirstFiveCallsTest {

  private static final Pattern BLOCK =
      Pattern.compile("## First five calls\\n.*?```bash\\n(.*?)```", Pattern.DOTALL);

  @Test
  void firstFiveCallsOfReadmeWorkAsWritten() throws IOException {
    Path root = Path.of(System.getProperty("gatehouse.root", "."));
    Assumptions.assumeTrue(
        Deployment.control().filter(command -> command.contains("gatehouse")).isPresent(),
        "README speaks of a stack that ./gatehouse has started");
    Matcher block = BLOCK.matcher(Files.readString(root.resolve("README.md")));
    assertTrue(block.find(), "README has a bash block under \"First five calls\"");

    Command calls = Command.run(atOurAddresses(block.group(1)), Duration.ofMinutes(1));

    assertEquals(0, calls.exitCode(), calls.output());
    assertEquals(5, block.group(1).lines().filter(line -> line.matches("# [1-5]\\. .*")).count());
    assertTrue(calls.output().contains("\"origin\":\"user\""), calls.output());
    assertTrue(calls.output().contains("\"status\":\"placed\""), calls.output());
    // The last call is the revoked key's.
    assertTrue(calls.output().contains("HTTP/1.1 401 Unauthorized"), calls.output());
    assertTrue(calls.output().contains("\"code\":\"key_revoked\""), calls.output());
  }

  /** As written, but for the ports, which may be others while a test keeps out of the way. */
  private static String atOurAddresses(String script) {
    return script
        .replace("localhost:8081", Deployment.AUTH)
        .replace("localhost:8082", Deployment.ORDERS);
  }
}
