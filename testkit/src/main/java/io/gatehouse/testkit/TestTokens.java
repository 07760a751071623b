package io.gatehouse.testkit;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * Tokens of the demo people, of services and of third-party apps, for a test that runs with {@link
 * IssuerResource}. The audience is the service under test unless another is named.
 */
public final class TestTokens {

  private static final Consumer<JwtClaims> AS_IS = claims -> {};

  private TestTokens() {}

  /** A customer. */
  public static String alice() {
    return user("alice", "orders:read orders:write", "customer");
  }

  /** Another customer. */
  public static String bob() {
    return user("bob", "orders:read orders:write", "customer");
  }

  /** Support: reads, changes nothing. */
  public static String sam() {
    return user("sam", "orders:read keys:read", "support");
  }

  /** The administrator. */
  public static String ada() {
    return user("ada", "orders:read orders:write keys:read keys:write revocations:write", "admin");
  }

  /** A person in an app of ours, with these scopes (space separated) and realm roles. */
  public static String user(String name, String scopes, String... roles) {
    return user(name, scopes, List.of(roles), AS_IS);
  }

  /** The same, spoilt or enriched. */
  public static String user(
      String name, String scopes, List<String> roles, Consumer<JwtClaims> change) {
    return realm()
        .token(
            audience(),
            claims -> {
              claims.setSubject(name);
              claims.setStringClaim("preferred_username", name);
              claims.setStringClaim("sid", "session-of-" + name);
              claims.setStringClaim("scope", "openid " + scopes);
              claims.setClaim("realm_access", Map.of("roles", roles));
              change.accept(claims);
            });
  }

  /** A third-party app acting for a person who agreed to these scopes. */
  public static String delegated(String client, String subject, String scopes) {
    return user(
        subject, scopes, List.of("customer"), claims -> claims.setStringClaim("azp", client));
  }

  /** One of our services by its own account, {@code orders-service} and the like. */
  public static String service(String client, String scopes) {
    return realm()
        .token(
            audience(),
            claims -> {
              claims.setSubject("service-account-" + client);
              claims.setStringClaim("azp", client);
              claims.unsetClaim("sid");
              claims.setStringClaim("scope", scopes);
            });
  }

  /** What a partner's key is exchanged for. */
  public static String partner(String partner, String keyId, String scopes) {
    return partner(partner, keyId, scopes, AS_IS);
  }

  /** The same, spoilt or enriched. */
  public static String partner(
      String partner, String keyId, String scopes, Consumer<JwtClaims> change) {
    return keys()
        .keyToken(
            audience(),
            claims -> {
              claims.setSubject(partner);
              claims.setStringClaim("azp", keyId);
              claims.setStringClaim("scope", scopes);
              change.accept(claims);
            });
  }

  /** Signs as the realm. */
  public static TestSigner realm() {
    return signer("gatehouse.guard.realm.issuer", IssuerResource.REALM_KEY);
  }

  /** Signs as {@code auth-service}. */
  public static TestSigner keys() {
    return signer("gatehouse.guard.keys.issuer", IssuerResource.KEYS_KEY);
  }

  /** The audience of the service under test. */
  public static String audience() {
    return ConfigProvider.getConfig().getValue("gatehouse.guard.audience", String.class);
  }

  private static TestSigner signer(String issuerProperty, String keyProperty) {
    Config config = ConfigProvider.getConfig();
    try {
      return new TestSigner(
          config.getValue(issuerProperty, String.class),
          PublicJsonWebKey.Factory.newPublicJwk(config.getValue(keyProperty, String.class)));
    } catch (JoseException e) {
      throw new IllegalStateException("Run this test with IssuerResource", e);
    }
  }
}
