package io.gatehouse.e2e.attack;

import static io.gatehouse.e2e.stack.Deployment.KEYCLOAK;
import static io.gatehouse.e2e.stack.Deployment.REALM;
import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.base64url.Base64Url;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Assumptions;

/**
 * A signing key of ours that the real realm publishes for as long as the try block lasts, so that a
 * token can be made which is bad in one point and good in all others. The realm itself signs
 * nothing with it.
 */
public final class PlantedKey implements AutoCloseable {

  private static final String ADMIN = KEYCLOAK + "/admin/realms/gatehouse";

  private final RsaJsonWebKey key = newKey();
  private final String component;
  private final String keyId;

  public PlantedKey() {
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(key.getRsaPrivateKey().getEncoded())
            + "\n-----END PRIVATE KEY-----";
    String location =
        asAdmin()
            .body(
                Map.of(
                    "name",
                    "e2e",
                    "providerId",
                    "rsa",
                    "providerType",
                    "org.keycloak.keys.KeyProvider",
                    "parentId",
                    asAdmin().get(ADMIN).then().statusCode(200).extract().path("id"),
                    "config",
                    Map.of(
                        "priority", List.of("1"),
                        "enabled", List.of("true"),
                        "active", List.of("false"),
                        "algorithm", List.of("RS256"),
                        "privateKey", List.of(pem))))
            .post(ADMIN + "/components")
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    component = location.substring(location.lastIndexOf('/') + 1);
    keyId = published();
  }

  /** A real token of another realm, by a real password. */
  static String masterToken() {
    var login =
        given()
            .formParam("grant_type", "password")
            .formParam("client_id", "admin-cli")
            .formParam("username", "admin")
            .formParam("password", "demo-keycloak-admin-password")
            .post(KEYCLOAK + "/realms/master/protocol/openid-connect/token");
    Assumptions.assumeTrue(
        login.statusCode() == 200, "this deployment's Keycloak admin is not the demo's");
    return login.path("access_token");
  }

  /** The id under which the realm publishes it. */
  private String published() {
    String modulus = Base64Url.encode(unsigned(key.getRsaPublicKey().getModulus()));
    return given()
        .get(REALM + "/protocol/openid-connect/certs")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .param("n", modulus)
        .getString("keys.find { it.n == n }.kid");
  }

  /** Without the byte of the sign (RFC 7518 §2). */
  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  /** These claims as the realm would sign them. */
  public String sign(String claims) {
    return sign(claims, jws -> {});
  }

  /**
   * @param change makes the token another one
   */
  String sign(String claims, Consumer<JsonWebSignature> change) {
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setHeader("typ", "JWT");
      jws.setAlgorithmHeaderValue("RS256");
      jws.setKeyIdHeaderValue(keyId);
      jws.setKey(key.getRsaPrivateKey());
      jws.setPayload(claims);
      change.accept(jws);
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  RsaJsonWebKey key() {
    return key;
  }

  static RsaJsonWebKey newKey() {
    try {
      return RsaJwkGenerator.generateJwk(2048);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Each time anew: such a token lives a minute. */
  private static RequestSpecification asAdmin() {
    return given().auth().oauth2(masterToken()).contentType("application/json");
  }

  @Override
  public void close() {
    asAdmin().delete(ADMIN + "/components/" + component).then().statusCode(204);
  }
}
