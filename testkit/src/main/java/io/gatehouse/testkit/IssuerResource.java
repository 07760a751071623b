package io.gatehouse.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;

/**
 * Two issuers for one test run, the realm and {@code auth-service}: the service under test trusts
 * them by guard's ordinary configuration, and {@link TestTokens} signs with their keys.
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
    return Map.of(
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
