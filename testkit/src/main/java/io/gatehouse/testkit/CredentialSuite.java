package io.gatehouse.testkit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

/**
 * What every guarded service refuses at the door, whatever it does behind it. Extend it in a
 * {@code @QuarkusTest} with {@link IssuerResource} and name one endpoint.
 */
public abstract class CredentialSuite {

  /** A GET endpoint that asks for a credential, and takes {@link #token()}. */
  protected abstract String path();

  /** A token that the endpoint takes. */
  protected String token() {
    return TestTokens.alice();
  }

  /**
   * False for a service whose people come by cookie: there even the best token is a bad credential,
   * and every bad one is refused alike.
   */
  protected boolean takesTokens() {
    return true;
  }

  @Test
  void goodTokenEntersWhereTokensAreTaken() {
    if (takesTokens()) {
      bearer(token()).statusCode(200);
    } else {
      refused(token(), "invalid_token");
    }
  }

  @Test
  void schemeHasNoCase() {
    send(given().header("Authorization", "bEaReR " + token()))
        .statusCode(takesTokens() ? 200 : 401);
  }

  @Test
  void noTokenIs401AndSaysNoErrorCode() {
    problem(send(given()), 401, "credential_missing")
        .header("WWW-Authenticate", containsString("Bearer"))
        .header("WWW-Authenticate", not(containsString("error=")));
  }

  @Test
  void anotherSchemeIsNoCredential() {
    problem(send(given().header("Authorization", "Basic YTpi")), 401, "credential_missing");
  }

  @Test
  void emptyAndUnreadableTokensAre401() {
    for (String text : List.of("", "x", "a.b", "a.b.c", "....", "a.b.c.d.e", "é.é.é")) {
      problem(send(given().header("Authorization", "Bearer " + text)), 401, "invalid_token")
          .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
    }
  }

  @Test
  void expiredTokenIs401() {
    refused(
        change(claims -> {
          claims.setIssuedAt(minutesFromNow(-20));
          claims.setExpirationTime(minutesFromNow(-10));
        }),
        "token_expired");
  }

  @Test
  void tokenThatIsNotValidYetIs401() {
    refused(change(claims -> claims.setNotBefore(minutesFromNow(2))), "invalid_token");
    refused(change(claims -> claims.setIssuedAt(minutesFromNow(2))), "invalid_token");
  }

  @Test
  void tokenWithoutAnEndIs401() {
    refused(change(claims -> claims.unsetClaim("exp")), "invalid_token");
  }

  @Test
  void tokenForAnotherAudienceIs401() {
    refused(change(claims -> claims.setAudience("account")), "invalid_token");
    refused(change(claims -> claims.unsetClaim("aud")), "invalid_token");
  }

  @Test
  void tokenOfAnotherIssuerIs401() {
    refused(change(claims -> claims.setIssuer("https://evil.example")), "invalid_token");
    refused(change(claims -> claims.unsetClaim("iss")), "invalid_token");
  }

  @Test
  void idRefreshLogoutAndOfflineTokensAre401() {
    for (String type : List.of("ID", "Refresh", "Logout", "Offline")) {
      refused(change(claims -> claims.setStringClaim("typ", type)), "invalid_token");
    }
    refused(change(claims -> claims.unsetClaim("typ")), "invalid_token");
    JwtClaims claims = parse(token());
    refused(TestTokens.realm().sign(claims, "logout+jwt"), "invalid_token");
    refused(TestTokens.realm().sign(claims, "secevent+jwt"), "invalid_token");
  }

  @Test
  void unsignedTokenIs401() {
    String payload = base64(parse(token()).toJson());
    String header = base64("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"k1\"}");
    refused(header + "." + payload + ".", "invalid_token");
    refused(header + "." + payload + ".AAAA", "invalid_token");
    refused(
        signed(jws -> {
          jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
          jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
          jws.setKey(null);
        }),
        "invalid_token");
  }

  @Test
  void publicKeyAsHmacSecretIs401() {
    PublicJsonWebKey key = TestTokens.realm().key();
    byte[] der = key.getPublicKey().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PUBLIC KEY-----\n";
    for (byte[] secret : List.of(der, pem.getBytes(StandardCharsets.US_ASCII))) {
      refused(
          signed(jws -> {
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
            jws.setKey(new HmacKey(secret));
          }),
          "invalid_token");
    }
  }

  @Test
  void foreignKeyUnderOurKeyIdIs401() {
    refused(signed(jws -> jws.setKey(TestIssuer.newKey("k1").getPrivateKey())), "invalid_token");
  }

  @Test
  void keysThatTheTokenBringsAreNotUsed() {
    PublicJsonWebKey foreign = TestIssuer.newKey("mine");
    try (TestIssuer evil = new TestIssuer()) {
      evil.rotate(foreign);
      for (String kid : List.of("mine", "k1")) {
        for (String pointer : List.of("jku", "x5u")) {
          refused(
              signed(jws -> {
                jws.setKey(foreign.getPrivateKey());
                jws.setKeyIdHeaderValue(kid);
                jws.setHeader(pointer, evil.jwksUrl());
              }),
              "invalid_token");
        }
        refused(
            signed(jws -> {
              jws.setKey(foreign.getPrivateKey());
              jws.setKeyIdHeaderValue(kid);
              jws.getHeaders().setJwkHeaderValue("jwk", foreign);
            }),
            "invalid_token");
      }
      if (evil.fetches() != 0) {
        throw new AssertionError("the token made the service fetch a key set");
      }
    }
  }

  @Test
  void oneIssuersKeyDoesNotSpeakForTheOther() {
    JwtClaims realm = parse(token());
    refused(TestTokens.keys().sign(realm, "JWT"), "invalid_token");
    realm.setIssuer(TestTokens.keys().issuer());
    refused(TestTokens.realm().sign(realm, "at+jwt"), "invalid_token");
  }

  @Test
  void criticalExtensionsAre401() {
    refused(
        signed(jws -> {
          jws.setHeader("crit", List.of("exp"));
          jws.setHeader("exp", 1);
        }),
        "invalid_token");
  }

  @Test
  void changedTokenIs401() {
    String token = token();
    String[] parts = token.split("\\.");
    JwtClaims claims = parse(token);
    claims.setSubject("somebody-else");
    refused(parts[0] + "." + base64(claims.toJson()) + "." + parts[2], "invalid_token");
    refused(token.substring(0, token.length() - 8), "invalid_token");
    refused(token + "=", "invalid_token");
    refused(token + "AAAA", "invalid_token");
  }

  @Test
  void claimTwiceIs401() {
    String json = parse(token()).toJson();
    refused(
        TestTokens.realm()
            .sign(
                "{\"sub\":\"somebody-else\"," + json.substring(1),
                jws -> jws.setHeader("typ", "JWT")),
        "invalid_token");
  }

  @Test
  void hugeTokenIs401() {
    String filler = "x".repeat(17_000);
    refused(change(claims -> claims.setStringClaim("filler", filler)), "invalid_token");
  }

  @Test
  void twoCredentialsAre400() {
    problem(
        send(given().header("Authorization", "Bearer " + token()).header("X-API-Key", "gk_test_x")),
        400,
        "multiple_credentials");
    problem(
        send(given().header("Authorization", "Bearer " + token(), "Bearer " + token())),
        400,
        "multiple_credentials");
  }

  @Test
  void credentialInTheAddressIs400() {
    for (String query : List.of("key=gk_live_abc", "k=%67k_test_abc", "access_token=abc")) {
      problem(
          given().urlEncodingEnabled(false).get(path() + "?" + query).then(),
          400,
          "credential_in_url");
    }
    problem(
        given()
            .urlEncodingEnabled(false)
            .header("Authorization", "Bearer " + token())
            .get(path() + "?x=1&access_token=abc")
            .then(),
        400,
        "credential_in_url");
  }

  @Test
  void malformedKeyIs401() {
    for (String key : List.of("gk_", "gk_live_", "gk_prod_" + "a".repeat(65), "gk_live_é")) {
      problem(send(given().header("Authorization", "Bearer " + key)), 401, "invalid_key");
      problem(send(given().header("X-API-Key", key)), 401, "invalid_key");
    }
  }

  @Test
  void everyAnswerForbidsGuessingItsType() {
    bearer(token()).header("X-Content-Type-Options", equalTo("nosniff"));
    send(given()).header("X-Content-Type-Options", equalTo("nosniff"));
  }

  private ValidatableResponse send(RequestSpecification request) {
    return request.get(path()).then();
  }

  private ValidatableResponse bearer(String token) {
    return send(given().header("Authorization", "Bearer " + token));
  }

  private void refused(String token, String code) {
    problem(bearer(token), 401, takesTokens() ? code : "invalid_token")
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
  }

  private static ValidatableResponse problem(
      ValidatableResponse response, int status, String code) {
    return Problems.problem(response, status, code).body("traceId", notNullValue());
  }

  /** The endpoint's good token with other claims, signed by the right key. */
  private String change(Consumer<JwtClaims> change) {
    JwtClaims claims = parse(token());
    change.accept(claims);
    return TestTokens.realm().sign(claims, "JWT");
  }

  /** The endpoint's good claims, signed in another way. */
  private String signed(Consumer<JsonWebSignature> change) {
    return TestTokens.realm()
        .sign(
            parse(token()).toJson(),
            jws -> {
              jws.setHeader("typ", "JWT");
              change.accept(jws);
            });
  }

  private static JwtClaims parse(String token) {
    try {
      String payload = token.split("\\.")[1];
      return JwtClaims.parse(
          new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    } catch (InvalidJwtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NumericDate minutesFromNow(int minutes) {
    NumericDate date = NumericDate.now();
    date.addSeconds(minutes * 60L);
    return date;
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
