package io.gatehouse.guard.logout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.testkit.IssuerResource;
import io.gatehouse.testkit.TestLogoutTokens;
import io.gatehouse.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Back-Channel Logout 1.0 §2.6, by the realm's stand-in. */
@QuarkusTest
@QuarkusTestResource(IssuerResource.class)
class LogoutTokensTest {

  private static final Set<String> CLIENTS = Set.of("orders-spa", "insights-app");

  @Inject LogoutTokens tokens;

  @Test
  void aTokenOfTheRealmForAClientOfOursNamesTheLoginThatEnded() {
    LogoutVerdict.Ended ended = ended(token("insights-app", "s1"));

    assertEquals("insights-app", ended.client());
    assertEquals("s1", ended.session());
    assertEquals("person-of-s1", ended.user());
    assertTrue(ended.forgetAfter().isAfter(Instant.now().plusSeconds(300)));
  }

  @Test
  void aTokenWithoutASidMeansAllOfThePersonsLogins() {
    LogoutVerdict.Ended ended =
        ended(TestLogoutTokens.good("orders-spa", "s1", claims -> claims.unsetClaim("sid")));

    assertNull(ended.session());
    assertEquals("person-of-s1", ended.user());
  }

  /** Senders from before §2.4 recommended a type of its own. */
  @Test
  void aTokenWithoutATypeOfItsOwnIsTaken() {
    String token = token("orders-spa", "s1");
    String payload = new String(java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]));

    ended(TestTokens.realm().sign(payload, jws -> jws.setHeader("typ", "JWT")));
    ended(TestTokens.realm().sign(payload, jws -> {}));
  }

  @Test
  void eachBadTokenIsRefusedAndItsOwnTextNotRepeated() {
    TestLogoutTokens.bad("orders-spa", "s1")
        .forEach((name, token) -> {
          LogoutVerdict.Refused refused =
              assertInstanceOf(LogoutVerdict.Refused.class, tokens.judge(token, CLIENTS), name);
          assertTrue(refused.why().matches("[a-z ]{3,40}"), refused.why());
        });
  }

  private LogoutVerdict.Ended ended(String token) {
    return assertInstanceOf(LogoutVerdict.Ended.class, tokens.judge(token, CLIENTS));
  }

  private static String token(String client, String session) {
    return TestLogoutTokens.good(client, session);
  }
}
