package io.gatehouse.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;

/**
 * Two issuers for one test run, the realm and {@code auth-service} with its exchange: the service
 * under test trusts them by guard's ordinary configuration. {@link TestTokens} signs with their
 * keys, {@link TestKeys} tells what the exchange saw.
 */
public final class IssuerResource implements QuarkusTestResourceLifecycleManager {

  static final String REALM_KEY = "gatehouse.testkit.realm-key";
  static final String KEYS_KEY = "gatehouse.testkit.keys-key";

  private @Nullable TestIssuer realm;
  private @Nullable TestIssuer keys;

  @Override
  public Map<String, String> start() {
    TestIssuer startedRealm = new TestIssuer();
    TestIssuer startedKeys = new TestIssuer();
    realm = startedRealm;
    keys = startedKeys;
    new TestAuthService(startedKeys).serve(startedKeys.server());
    startedRealm
        .server()
        .createContext(
            "/realms/gatehouse/protocol/openid-connect/token",
            exchange ->
                TestAuthService.answer(
                    exchange,
                    200,
                    "{\"access_token\":\"own\",\"token_type\":\"Bearer\",\"expires_in\":300}"));
    return Map.of(
        "gatehouse.guard.exchange.endpoint",
        startedKeys.url() + "/oauth/token",
        "gatehouse.guard.leaks.endpoint",
        startedKeys.url() + "/v1/leaks",
        "quarkus.oidc-client.auth-server-url",
        startedRealm.url() + "/realms/gatehouse",
        "quarkus.oidc-client.credentials.secret",
        "secret-of-a-test",
        "gatehouse.guard.realm.issuer",
        startedRealm.url(),
        "gatehouse.guard.realm.jwks",
        startedRealm.jwksUrl(),
        "gatehouse.guard.keys.issuer",
        startedKeys.url(),
        "gatehouse.guard.keys.jwks",
        startedKeys.jwksUrl(),
        // Through the configuration, since tests and test resources do not share a class loader.
        REALM_KEY,
        json(startedRealm),
        KEYS_KEY,
        json(startedKeys));
  }

  private static String json(TestIssuer issuer) {
    return issuer.key().toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
  }

  @Override
  public void stop() {
    if (realm != null) {
      realm.close();
    }
    if (keys != null) {
      keys.close();
    }
  }
}
