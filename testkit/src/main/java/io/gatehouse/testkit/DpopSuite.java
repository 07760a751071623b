package io.gatehouse.testkit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tokens that are bound to a key, as every guarded service takes and refuses them (RFC 9449 §4.3,
 * §7). The service under test has {@code GET /v1/whoami}.
 */
public abstract class DpopSuite {

  private static final String PATH = "/v1/whoami";

  private final TestProof client = new TestProof();
  private final String token = client.token();

  @Test
  void boundTokenWithItsProofIsAccepted() {
    call("DPoP " + token, good()).statusCode(200);
    call("dpop " + token, good()).statusCode(200);
  }

  @Test
  void boundTokenIsUselessAsBearerAndTheAnswerSaysHowToSendIt() {
    refused(call("Bearer " + token, null), "invalid_token");
    refused(call("Bearer " + token, good()), "invalid_token");
  }

  @Test
  void tokenThatIsNotBoundIsRefusedUnderTheScheme() {
    String plain = TestTokens.alice();
    refused(call("DPoP " + plain, client.proof("GET", address(), plain)), "invalid_token");
  }

  @Test
  void tokenOfAnotherKeyIsRefused() {
    TestProof thief = new TestProof();
    refused(call("DPoP " + token, thief.proof("GET", address(), token)), "invalid_token");
  }

  @Test
  void proofIsGoodOnce() {
    String proof = good();
    call("DPoP " + token, proof).statusCode(200);
    bad(call("DPoP " + token, proof));
  }

  @Test
  void requestWithoutOneProofIsRefused() {
    bad(call("DPoP " + token, null));
    bad(
        given()
            .header("Authorization", "DPoP " + token)
            .header("DPoP", good(), good())
            .get(PATH)
            .then());
    bad(call("DPoP " + token, "nonsense"));
    bad(call("DPoP " + token, "a".repeat(9_000)));
  }

  @Test
  void proofForAnotherMethodAddressOrTokenIsRefused() {
    bad(spoilt(claims -> claims.setStringClaim("htm", "POST"), jws -> {}));
    bad(spoilt(claims -> claims.setStringClaim("htu", address() + "/more"), jws -> {}));
    bad(spoilt(claims -> claims.setStringClaim("htu", "https://elsewhere.test" + PATH), jws -> {}));
    bad(spoilt(claims -> claims.setStringClaim("htu", PATH), jws -> {}));
    bad(spoilt(claims -> claims.setStringClaim("ath", "AAAA"), jws -> {}));
    for (String claim : List.of("htm", "htu", "ath", "iat", "jti")) {
      bad(spoilt(claims -> claims.unsetClaim(claim), jws -> {}));
    }
  }

  @Test
  void queryAndLettersOfTheHostDoNotCount() {
    call(
            "DPoP " + token,
            client.proof("GET", address().replace("http://", "HTTP://") + "?a=b#c", token))
        .statusCode(200);
  }

  @Test
  void proofThatIsOldOrFromTheFutureIsRefused() {
    bad(spoilt(claims -> claims.setIssuedAt(in(-90)), jws -> {}));
    bad(spoilt(claims -> claims.setIssuedAt(in(60)), jws -> {}));
  }

  @Test
  void proofOfAnotherTypeIsRefused() {
    bad(spoilt(claims -> {}, jws -> jws.setHeader("typ", "JWT")));
    bad(spoilt(claims -> {}, jws -> jws.getHeaders().setObjectHeaderValue("typ", 7)));
  }

  @Test
  void proofSignedBySomebodyElseOrByNobodyIsRefused() {
    bad(spoilt(claims -> {}, jws -> jws.setKey(new TestProof().key().getPrivateKey())));
    bad(
        spoilt(
            claims -> {},
            jws -> {
              jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
              jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
              jws.setKey(null);
            }));
    bad(
        spoilt(
            claims -> {},
            jws -> {
              jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
              jws.setKey(new HmacKey(client.key().getPublicKey().getEncoded()));
            }));
  }

  @Test
  void proofWithoutItsKeyOrWithThePrivateOneIsRefused() {
    bad(spoilt(claims -> {}, jws -> jws.getHeaders().setObjectHeaderValue("jwk", null)));
    bad(
        spoilt(
            claims -> {},
            jws ->
                jws.getHeaders()
                    .setObjectHeaderValue(
                        "jwk", client.key().toParams(OutputControlLevel.INCLUDE_PRIVATE))));
  }

  @Test
  void tokenThatCallsItselfBoundAndNamesNoKeyIsRefused() {
    String bound =
        TestTokens.user(
            "alice",
            "orders:read",
            List.of("customer"),
            claims -> claims.setStringClaim("typ", "DPoP"));
    Problems.problem(call("Bearer " + bound, null), 401, "invalid_token");
  }

  @Test
  void tokenBoundToACertificateIsRefusedWithoutIt() {
    String bound =
        TestTokens.user(
            "alice",
            "orders:read",
            List.of("customer"),
            claims -> claims.setClaim("cnf", Map.of("x5t#S256", "A".repeat(43))));
    Problems.problem(call("Bearer " + bound, null), 401, "invalid_token");
  }

  @Test
  void tokenBoundInAWayThatNobodyHereKnowsIsRefused() {
    for (Map<String, String> confirmation :
        List.of(
            Map.of("kid", "k"),
            Map.of("jkt", client.thumbprint(), "kid", "k"),
            Map.of("jkt", client.thumbprint(), "kc-jkt-type", "another"),
            Map.of("jkt", client.thumbprint(), "x5t#S256", "A".repeat(43)))) {
      String bound =
          TestTokens.user(
              "alice",
              "orders:read",
              List.of("customer"),
              claims -> claims.setClaim("cnf", confirmation));
      Problems.problem(call("Bearer " + bound, null), 401, "invalid_token");
      Problems.problem(
          call("DPoP " + bound, client.proof("GET", address(), bound)), 401, "invalid_token");
    }
  }

  private ValidatableResponse spoilt(Consumer<JwtClaims> claims, Consumer<JsonWebSignature> jws) {
    return call("DPoP " + token, client.proof("GET", address(), token, claims, jws));
  }

  private String good() {
    return client.proof("GET", address(), token);
  }

  private static ValidatableResponse call(String authorization, @Nullable String proof) {
    var request = given().header("Authorization", authorization);
    return (proof == null ? request : request.header("DPoP", proof)).get(PATH).then();
  }

  private static void bad(ValidatableResponse answer) {
    refused(answer, "invalid_dpop_proof");
  }

  private static void refused(ValidatableResponse answer, String code) {
    Problems.problem(answer, 401, code)
        .header(
            "WWW-Authenticate",
            allOf(
                startsWith("DPoP "),
                containsString("error=\"" + code + "\""),
                containsString("algs=\"ES256 ")));
  }

  private static NumericDate in(long seconds) {
    NumericDate date = NumericDate.now();
    date.addSeconds(seconds);
    return date;
  }

  private static String address() {
    return ConfigProvider.getConfig().getValue("gatehouse.guard.dpop.public-address", String.class)
        + PATH;
  }
}
