package io.gatehouse.guard.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.caller.Origin;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.testkit.TestIssuer;
import io.gatehouse.testkit.TestSigner;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

/** Verification alone, with a clock that is turned. Attacks over HTTP are in CredentialSuite. */
class JwtVerifierTest {

  private static final RsaJsonWebKey REALM_KEY = TestIssuer.newKey("k1");
  private static final RsaJsonWebKey KEYS_KEY = TestIssuer.newKey("k1");
  private static final TestSigner REALM = new TestSigner("https://realm.example", REALM_KEY);
  private static final TestSigner KEYS = new TestSigner("https://auth.example", KEYS_KEY);
  private static final Duration SKEW = Duration.ofSeconds(5);

  private final Map<String, KeySet> keys = new HashMap<>();
  private final MutableClock clock =
      new MutableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private final JwtVerifier verifier = verifier(Set.of("RS256"));

  @Test
  void firstPartyAppIsAUserWithRoles() {
    Caller caller = admitted(REALM.token("orders-service", c -> {}));
    assertEquals("alice", caller.subject());
    assertInstanceOf(Origin.UserToken.class, caller.origin());
    assertEquals(Set.of("customer"), caller.roles());
    assertEquals(Set.of("openid", "orders:read", "orders:write"), caller.scopes());
  }

  @Test
  void thirdPartyAppIsDelegatedAndHasNoRoles() {
    Caller caller =
        admitted(REALM.token("orders-service", c -> c.setStringClaim("azp", "insights-app")));
    assertInstanceOf(Origin.DelegatedToken.class, caller.origin());
    assertEquals(Set.of(), caller.roles());
  }

  @Test
  void serviceAccountIsAServiceAndHasNoRoles() {
    Caller caller =
        admitted(
            REALM.token(
                "orders-service",
                c -> {
                  c.setStringClaim("azp", "admin-service");
                  c.unsetClaim("sid");
                }));
    assertInstanceOf(Origin.ServiceToken.class, caller.origin());
    assertEquals(Set.of(), caller.roles());
  }

  @Test
  void personInAServicesClientIsNoService() {
    Caller caller =
        admitted(REALM.token("orders-service", c -> c.setStringClaim("azp", "admin-service")));
    assertInstanceOf(Origin.DelegatedToken.class, caller.origin());
  }

  @Test
  void keyTokenIsAPartner() {
    Caller caller = admitted(KEYS.keyToken("orders-service", c -> {}));
    assertEquals("partner-1", caller.subject());
    assertEquals("0123456789abcdef", caller.clientId());
    assertEquals("nightly import", caller.name());
    assertInstanceOf(Origin.PartnerKey.class, caller.origin());
  }

  @Test
  void keyTokenUnderAnotherTypeIsRefused() {
    String good = KEYS.keyToken("orders-service", c -> {});
    String payload = new String(Base64.getUrlDecoder().decode(good.split("\\.")[1]), UTF_8);
    admitted(KEYS.sign(payload, jws -> jws.setHeader("typ", "at+jwt")));
    admitted(KEYS.sign(payload, jws -> jws.setHeader("typ", "application/AT+JWT")));
    refused(KEYS.sign(payload, jws -> jws.setHeader("typ", "JWT")), ErrorCode.INVALID_TOKEN);
    refused(KEYS.sign(payload, jws -> {}), ErrorCode.INVALID_TOKEN);
  }

  @Test
  void tokenCountsUntilItsEndAndTheSkew() {
    String token =
        REALM.token("orders-service", c -> c.setExpirationTime(at(Duration.ofMinutes(5))));
    clock.advance(Duration.ofMinutes(5).plus(SKEW).minusMillis(1));
    admitted(token);
    clock.advance(Duration.ofMillis(1));
    refused(token, ErrorCode.TOKEN_EXPIRED);
  }

  @Test
  void tokenOfTheFutureWaitsForItsTime() {
    String token =
        REALM.token(
            "orders-service",
            c -> {
              c.setIssuedAt(at(Duration.ofSeconds(10)));
              c.setNotBefore(at(Duration.ofSeconds(10)));
            });
    refused(token, ErrorCode.INVALID_TOKEN);
    clock.advance(Duration.ofSeconds(5));
    admitted(token);
  }

  @Test
  void absurdTimesDoNotWrapAround() {
    admitted(REALM.token("orders-service", c -> c.setClaim("exp", Long.MAX_VALUE)));
    refused(
        REALM.token("orders-service", c -> c.setClaim("exp", Long.MIN_VALUE)),
        ErrorCode.TOKEN_EXPIRED);
    refused(
        REALM.token("orders-service", c -> c.setClaim("iat", Long.MAX_VALUE)),
        ErrorCode.INVALID_TOKEN);
    refused(
        REALM.token("orders-service", c -> c.setClaim("exp", "tomorrow")), ErrorCode.INVALID_TOKEN);
  }

  @Test
  void missingOrMistypedClaimsAreRefused() {
    for (String claim : List.of("sub", "azp", "jti", "iat", "exp", "typ")) {
      refused(REALM.token("orders-service", c -> c.unsetClaim(claim)), ErrorCode.INVALID_TOKEN);
      refused(
          REALM.token("orders-service", c -> c.setClaim(claim, List.of("x"))),
          ErrorCode.INVALID_TOKEN);
    }
    for (String claim : List.of("azp", "env", "jti")) {
      refused(KEYS.keyToken("orders-service", c -> c.unsetClaim(claim)), ErrorCode.INVALID_TOKEN);
    }
    refused(
        KEYS.keyToken("orders-service", c -> c.setStringListClaim("cidrs", "anywhere")),
        ErrorCode.INVALID_TOKEN);
    refused(KEYS.keyToken("orders-service", c -> c.setClaim("cidrs", 7)), ErrorCode.INVALID_TOKEN);
  }

  @Test
  void algorithmOutsideTheListIsRefusedThoughTheKeyCouldDoIt() throws Exception {
    PublicJsonWebKey open = PublicJsonWebKey.Factory.newPublicJwk(REALM_KEY.toJson());
    open.setAlgorithm(null);
    String ps256 = sign("PS256");
    refused(ps256, ErrorCode.INVALID_TOKEN);
    keys.put(
        "https://realm.example",
        new KeySet(Map.of("k1", new KeySet.Entry(open.getPublicKey(), null))));
    assertInstanceOf(JwtVerdict.Refused.class, verifier(Set.of("RS256")).verify(ps256));
    assertInstanceOf(JwtVerdict.Verified.class, verifier(Set.of("PS256")).verify(ps256));
  }

  @Test
  void keyServesOnlyTheAlgorithmItIsPublishedFor() {
    assertInstanceOf(
        JwtVerdict.Refused.class, verifier(Set.of("RS256", "PS256")).verify(sign("PS256")));
  }

  @Test
  void symmetricAlgorithmsCannotBeConfigured() {
    for (String algorithm : List.of("HS256", "none", "dir", "RS1")) {
      assertThrows(
          IllegalArgumentException.class, () -> TrustedIssuer.allow(Set.of("RS256", algorithm)));
    }
  }

  @Test
  void callersTokenNeverAppearsInTheRefusal() {
    String token = REALM.token("another", c -> {});
    JwtVerdict verdict = verifier.verify(token);
    assertTrue(!verdict.toString().contains(token.substring(0, 20)));
  }

  private static String sign(String algorithm) {
    JwtClaims claims = REALM.claims("orders-service", "alice");
    claims.setStringClaim("azp", "orders-spa");
    claims.setStringClaim("typ", "Bearer");
    return REALM.sign(
        claims.toJson(),
        jws -> {
          jws.setHeader("typ", "JWT");
          jws.setAlgorithmHeaderValue(algorithm);
        });
  }

  private JwtVerifier verifier(Set<String> algorithms) {
    Map<String, TrustedIssuer> issuers =
        Map.of(
            "https://realm.example",
            issuer(
                "https://realm.example",
                REALM_KEY,
                algorithms,
                Set.of("jwt", "at+jwt"),
                new RealmDialect(Set.of("orders-spa"), Set.of("admin-service"))),
            "https://auth.example",
            issuer(
                "https://auth.example",
                KEYS_KEY,
                Set.of("RS256"),
                Set.of("at+jwt"),
                new KeyDialect()));
    return new JwtVerifier(issuers, "orders-service", 16_384, new TokenPolicy(SKEW), clock);
  }

  private TrustedIssuer issuer(
      String iss,
      PublicJsonWebKey key,
      Set<String> algorithms,
      Set<String> types,
      TrustedIssuer.Dialect dialect) {
    KeySet set =
        keys.getOrDefault(
            iss,
            new KeySet(Map.of("k1", new KeySet.Entry(key.getPublicKey(), key.getAlgorithm()))));
    IssuerKeys issuerKeys =
        new IssuerKeys("test", () -> Uni.createFrom().item(set), clock, Duration.ofSeconds(10));
    issuerKeys.refresh().await().indefinitely();
    return new TrustedIssuer(
        "test", iss, TrustedIssuer.allow(algorithms), types, dialect, issuerKeys);
  }

  private NumericDate at(Duration fromNow) {
    return NumericDate.fromSeconds(clock.instant().plus(fromNow).getEpochSecond());
  }

  private Caller admitted(String token) {
    return assertInstanceOf(JwtVerdict.Verified.class, verifier.verify(token)).token().caller();
  }

  private void refused(String token, ErrorCode code) {
    assertEquals(code, assertInstanceOf(JwtVerdict.Refused.class, verifier.verify(token)).code());
  }
}
