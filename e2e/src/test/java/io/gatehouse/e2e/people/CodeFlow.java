package io.gatehouse.e2e.people;

import static io.gatehouse.e2e.stack.Deployment.REALM;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Authorization code with PKCE S256 (RFC 6749 §4.1, RFC 7636). */
final class CodeFlow {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String clientId;
  private final String redirectUri;
  private final @Nullable String secret;

  /** A public client. */
  CodeFlow(String clientId, String redirectUri) {
    this(clientId, redirectUri, null);
  }

  /** A client with a secret; whoever logs in agrees to what it asks for. */
  CodeFlow(String clientId, String redirectUri, @Nullable String secret) {
    this.clientId = clientId;
    this.redirectUri = redirectUri;
    this.secret = secret;
  }

  Tokens login(Person person, String scope) {
    return login(person.username(), person.password(), scope);
  }

  Tokens login(String username, String password, String scope) {
    return login(username, password, null, scope);
  }

  /**
   * @param next the password to change to, where the login page asks for one; else null
   */
  Tokens login(String username, String password, @Nullable String next, String scope) {
    return redeem(code(username, password, next, scope));
  }

  Code code(String username, String password, @Nullable String next, String scope) {
    String verifier = random();
    String state = random();
    String request =
        PlainBrowser.encode(
            Map.of(
                "response_type",
                "code",
                "client_id",
                clientId,
                "redirect_uri",
                redirectUri,
                "scope",
                scope,
                "state",
                state,
                "nonce",
                random(),
                "code_challenge",
                challenge(verifier),
                "code_challenge_method",
                "S256"));
    PlainBrowser browser = new PlainBrowser();
    Page form = browser.open(REALM + "/protocol/openid-connect/auth?" + request, redirectUri);
    Page answer =
        browser.submit(form, Map.of("username", username, "password", password), redirectUri);
    if (next != null) {
      answer =
          browser.submit(
              answer, Map.of("password-new", next, "password-confirm", next), redirectUri);
    }
    if (answer.body().contains("name=\"accept\"")) {
      answer = browser.submit(answer, Map.of("accept", "Yes"), redirectUri);
    }
    if (!answer.address().toString().startsWith(redirectUri)) {
      throw new AssertionError(username + " could not log in: a page at " + answer.address());
    }
    if (!answer.parameter("state").equals(state)) {
      throw new AssertionError("another state came back than was sent");
    }
    return new Code(answer.parameter("code"), verifier, redirectUri);
  }

  private Tokens redeem(Code code) {
    RequestSpecification request = given();
    if (secret != null) {
      request.formParam("client_secret", secret);
    }
    return Tokens.of(code.redeemedBy(clientId, request).statusCode(is(200)).extract().jsonPath());
  }

  private static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
