package io.gatehouse.e2e.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.people.Tokens;
import io.gatehouse.e2e.stack.Command;
import io.gatehouse.e2e.stack.Deployment;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A service's own account, by the sample; with a certificate it is tried in guard. */
class ServiceClientTest {

  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.eyJ[\\w-]+\\.[\\w-]+");
  private static final String SECRET = "demo-orders-service-secret";

  @Test
  void serviceIsLetInByItsOwnTokenAndShowsItToNobody() {
    Command done = call(SECRET);

    assertEquals(0, done.exitCode(), done.output());
    assertTrue(done.output().startsWith("200 "), done.output());
    assertFalse(done.output().contains(SECRET));
    // The answer holds tokens, too: of those that are turned away. None of it opens anything.
    TOKEN
        .matcher(done.output())
        .results()
        .forEach(token -> assertNull(Tokens.claims(token.group()).get("azp"), "it was written"));
  }

  @Test
  void wrongSecretGetsNoToken() {
    String wrong = "another-secret-that-is-not-it";

    Command done = call(wrong);

    assertEquals(1, done.exitCode(), done.output());
    assertFalse(done.output().contains(wrong));
  }

  private static Command call(String secret) {
    return Command.run(
        "'%s/bin/java' samples/service-to-service/ServiceClient.java '%s/v1/revocations/snapshot?nonce=a-nonce-of-nobody-in-particular'"
            .formatted(System.getProperty("java.home"), Deployment.AUTH),
        Map.of(
            "TOKEN_ENDPOINT",
            Deployment.REALM + "/protocol/openid-connect/token",
            "CLIENT_ID",
            "orders-service",
            "CLIENT_SECRET",
            secret),
        Duration.ofSeconds(60));
  }
}
