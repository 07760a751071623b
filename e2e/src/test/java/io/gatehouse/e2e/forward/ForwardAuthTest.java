package io.gatehouse.e2e.forward;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's nginx guards orders-service as docs/forward-auth.md says. */
@Order(7)
class ForwardAuthTest {

  private static @Nullable Nginx nginx;
  private static AuthApi ada = new AuthApi("");
  private static String partner = "";

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, InterruptedException {
    Path program = Nginx.program();
    assumeTrue(program != null, "nginx is not installed: apt-get install nginx-light");
    Path root = Path.of(System.getProperty("gatehouse.root", "."));
    nginx =
        Nginx.start(
            java.util.Objects.requireNonNull(program),
            folder,
            root.resolve("docs/forward-auth.md"));
    ada = new AuthApi(People.atTheTerminal(Person.ADA).access());
    partner = ada.createPartner(List.of("orders:read", "orders:write"));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (nginx != null) {
      nginx.close();
    }
  }

  private static String whoami() {
    return java.util.Objects.requireNonNull(nginx).url() + "/v1/whoami";
  }

  @Test
  void keyPassesAndTheServiceSeesAJwtInItsPlace() {
    AuthApi.Key key = ada.createKey(partner, "orders:read");
    Response answer = given().header("Authorization", "Bearer " + key.secret()).get(whoami());
    answer
        .then()
        .statusCode(200)
        .body("origin", is("partner"))
        .body("clientId", is(key.id()))
        .body("subject", is(partner));
    given().header("X-API-Key", key.secret()).get(whoami()).then().statusCode(200);
  }

  @Test
  void userPassesWithTheirOwnToken() {
    given()
        .header("Authorization", "Bearer " + People.atTheSpa(Person.ALICE).access())
        .get(whoami())
        .then()
        .statusCode(200)
        .body("origin", is("user"));
  }

  @Test
  void nobodyAndWhoeverWasRevokedAreTurnedAwayAtTheProxy() {
    given().get(whoami()).then().statusCode(401).header("WWW-Authenticate", startsWith("Bearer"));
    AuthApi.Key key = ada.createKey(partner, "orders:read");
    ada.revoke(key);
    given()
        .header("Authorization", "Bearer " + key.secret())
        .get(whoami())
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("invalid_token"));
  }

  @Test
  void missingScopeIsForbidden() {
    AuthApi.Key key = ada.createKey(partner, "orders:write");
    given().header("Authorization", "Bearer " + key.secret()).get(whoami()).then().statusCode(403);
  }

  @Test
  void twoCredentialsAreNoFaultOfTheProxy() {
    AuthApi.Key key = ada.createKey(partner, "orders:read");
    given()
        .header("Authorization", "Bearer " + key.secret())
        .header("X-API-Key", key.secret())
        .get(whoami())
        .then()
        .statusCode(401);
    given()
        .header("Authorization", "Bearer " + "x".repeat(7000))
        .get(whoami())
        .then()
        .statusCode(401);
  }
}
