package io.gatehouse.e2e.samples;

import static io.gatehouse.e2e.stack.Deployment.KEYCLOAK;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.people.Tokens;
import io.gatehouse.e2e.realm.Newcomer;
import io.gatehouse.e2e.stack.Command;
import io.gatehouse.e2e.stack.Deployment;
import io.gatehouse.e2e.stack.TlsKeycloak;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The mutual-TLS profile (RFC 8705) at the realm's token endpoint, with the certificates of the
 * sample's script. That a service takes such a token over a connection with its certificate is
 * tried in guard, by CertificateBoundTest.
 */
@Order(8)
class CertificateClientTest {

  private static final Path FOLDER = Path.of("target/certificates").toAbsolutePath();
  private static final String CLIENTS = KEYCLOAK + "/admin/realms/gatehouse/clients";
  private static final String CLIENT = "certified-" + UUID.randomUUID();
  private static final String SNAPSHOT =
      Deployment.AUTH + "/v1/revocations/snapshot?nonce=a-nonce-of-nobody-in-particular";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Newcomer administrator;
  private static TlsKeycloak keycloak;
  private static String thumbprint;

  @BeforeAll
  static void aClientThatIsItsCertificate() {
    TlsKeycloak.assumeCanStart();
    make("admin-service");
    thumbprint = make("orders-service").replaceAll("(?s).*: (\\S+)\\s*$", "$1");
    administrator = new Newcomer();
    administrator
        .asAdmin()
        .body(
            Map.of(
                "clientId",
                CLIENT,
                "publicClient",
                false,
                "standardFlowEnabled",
                false,
                "serviceAccountsEnabled",
                true,
                "fullScopeAllowed",
                false,
                "clientAuthenticatorType",
                "client-x509",
                "defaultClientScopes",
                List.of("basic", "service"),
                "attributes",
                Map.of(
                    "x509.subjectdn", "CN=orders-service,O=Gatehouse demo",
                    "x509.allow.regex.pattern.comparison", "false",
                    "tls.client.certificate.bound.access.tokens", "true",
                    "access.token.header.type.rfc9068", "true",
                    "use.refresh.tokens", "false")))
        .post(CLIENTS)
        .then()
        .statusCode(201);
    keycloak = TlsKeycloak.start(FOLDER);
  }

  @AfterAll
  static void gone() {
    if (keycloak != null) {
      keycloak.close();
    }
    if (administrator != null) {
      String id =
          administrator.asAdmin().queryParam("clientId", CLIENT).get(CLIENTS).path("[0].id");
      administrator.asAdmin().delete(CLIENTS + "/" + id);
      administrator.close();
    }
  }

  @Test
  void tokenNamesTheCertificateItCameOverAndOpensNothingWithoutIt() {
    String token =
        token("--cert orders-service.pem --key orders-service.key").getString("access_token");

    JsonPath claims = Tokens.claims(token);
    assertEquals(thumbprint, claims.getString("cnf.'x5t#S256'"));
    assertEquals(Deployment.REALM, claims.getString("iss"));
    assertEquals("auth-service", claims.getString("aud"));
    given()
        .auth()
        .oauth2(token)
        .get(SNAPSHOT)
        .then()
        .statusCode(401)
        .body("code", equalTo("invalid_token"));
  }

  @Test
  void nobodyElsesCertificateAndNoSecretGetsAToken() {
    for (String shown :
        new String[] {
          "",
          "-d client_secret=demo-orders-service-secret",
          "--cert admin-service.pem --key admin-service.key"
        }) {
      JsonPath answer = token(shown);
      assertNull(answer.get("access_token"), shown);
      assertTrue(answer.getString("error").endsWith("_client"), answer::prettify);
    }
  }

  @Test
  void sampleGetsItsTokenByTheCertificateAndShowsItToNobody() {
    Command done =
        Command.run(
            "'%s/bin/java' samples/service-to-service/ServiceClient.java '%s'"
                .formatted(System.getProperty("java.home"), SNAPSHOT),
            Map.of(
                "TOKEN_ENDPOINT",
                keycloak.tokenEndpoint(),
                "CLIENT_ID",
                CLIENT,
                "CLIENT_SECRET",
                "",
                "CLIENT_CERTIFICATE",
                FOLDER.resolve("orders-service.pem").toString(),
                "CLIENT_KEY",
                FOLDER.resolve("orders-service.key").toString(),
                "AUTHORITY",
                FOLDER.resolve("ca.pem").toString()),
            PATIENCE);

    // It had a token; a service without TLS cannot see the certificate, and believes no word of it.
    assertTrue(done.output().startsWith("401 "), done.output());
    assertTrue(done.output().contains("invalid_token"), done.output());
    assertFalse(done.output().contains("eyJ"), "it was written");
  }

  private static String make(String client) {
    Command made =
        Command.run(
            "samples/service-to-service/certificates.sh '%s' %s".formatted(FOLDER, client),
            PATIENCE);
    assertEquals(0, made.exitCode(), made.output());
    return made.output();
  }

  /** The token endpoint's answer, over a connection that shows this. */
  private static JsonPath token(String shown) {
    Command asked =
        Command.run(
            "cd '%s' && curl -sS --cacert ca.pem %s -d grant_type=client_credentials -d client_id=%s %s"
                .formatted(FOLDER, shown, CLIENT, keycloak.tokenEndpoint()),
            PATIENCE);
    assertEquals(0, asked.exitCode(), asked.output());
    return JsonPath.from(asked.output());
  }
}
