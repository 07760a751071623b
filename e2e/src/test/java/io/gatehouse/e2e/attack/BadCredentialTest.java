package io.gatehouse.e2e.attack;

import static io.gatehouse.e2e.stack.Deployment.ADMIN;
import static io.gatehouse.e2e.stack.Deployment.AUTH;
import static io.gatehouse.e2e.stack.Deployment.ORDERS;
import static io.gatehouse.e2e.stack.Deployment.REALM;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.Exchange;
import io.gatehouse.e2e.api.Metrics;
import io.gatehouse.e2e.api.Refusal;
import io.gatehouse.e2e.attack.Forgeries.Forgery;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import io.gatehouse.e2e.people.Tokens;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every bad credential is refused by every service alike, with one answer, and is counted. */
@Order(4)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadCredentialTest {

  /** An endpoint of each service that asks for a credential. */
  enum Door {
    AUTH_SERVICE(AUTH, "/v1/partners"),
    ORDERS_SERVICE(ORDERS, "/v1/orders"),
    /** Its people come by cookie: there even the best token is a bad credential. */
    ADMIN_SERVICE(ADMIN, "/partners");

    private final String service;
    private final String path;

    Door(String service, String path) {
      this.service = service;
      this.path = path;
    }

    Response show(String token) {
      return given().header("Authorization", "Bearer " + token).get(service + path);
    }

    /** A real token that the door takes, or would if it took any. */
    String good() {
      return this == ORDERS_SERVICE
          ? People.atTheSpa(Person.ALICE).access()
          : People.atTheTerminal(Person.ADA).access();
    }
  }

  private final AtomicInteger lured = new AtomicInteger();
  private HttpServer lure;
  private PlantedKey planted;

  @BeforeAll
  void plant() throws IOException {
    planted = new PlantedKey();
    lure = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    lure.createContext(
        "/",
        exchange -> {
          lured.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    lure.start();
  }

  @AfterAll
  void uproot() {
    if (lure != null) {
      lure.stop(0);
    }
    if (planted != null) {
      planted.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyBadCredentialIsRefusedWithOneAnswerAndCounted(Door door) throws JoseException {
    String good = door.good();
    if (door != Door.ADMIN_SERVICE) {
      // Else any token of this key would be refused for its key alone.
      String alike = planted.sign(good(good));
      await("the realm's new key is known at " + door)
          .atMost(Duration.ofSeconds(30))
          .until(() -> door.show(alike).statusCode(), is(200));
    }
    List<Forgery> all =
        new ArrayList<>(
            Forgeries.of(
                good,
                planted,
                "http://127.0.0.1:" + lure.getAddress().getPort() + "/keys",
                realmKey(good)));
    all.addAll(real(door));
    Metrics metrics = new Metrics(door.service);
    Set<String> bodies = new HashSet<>();
    double refused = metrics.sum("gatehouse_credentials_total", "outcome=\"invalid_token\"");
    List<String> wrong = new ArrayList<>();
    int invalid = 0;
    for (Forgery forgery : all) {
      String code = door == Door.ADMIN_SERVICE ? "invalid_token" : forgery.code();
      Response answer = door.show(forgery.token());
      try {
        Refusal.expect(answer, 401, code)
            .header("WWW-Authenticate", containsString("error=\"invalid_token\""));
      } catch (AssertionError e) {
        wrong.add(forgery.name() + ": " + e.getMessage());
        continue;
      }
      if (code.equals("invalid_token")) {
        bodies.add(withoutDetail(answer));
        invalid++;
      }
    }
    assertEquals(List.of(), wrong, door + " has not refused each as it must");
    assertEquals(1, bodies.size(), () -> "more than one answer: " + bodies);
    assertThat(
        metrics.sum("gatehouse_credentials_total", "outcome=\"invalid_token\"") - refused,
        greaterThanOrEqualTo((double) invalid));
    assertEquals(0, lured.get(), "the token made the service fetch a key");
    assertTrue(all.size() > 40, "all were tried");
  }

  /** Beyond what the headers may weigh nobody looks at it as a credential. */
  @ParameterizedTest
  @EnumSource
  void hugeTokenIsRefusedBeforeItIsRead(Door door) {
    Refusal.expect(
        door.show(planted.sign("{\"filler\":\"" + "x".repeat(75_000) + "\"}")),
        431,
        "headers_too_large");
  }

  /** Tokens that were really issued, to somebody, for something else. */
  private static List<Forgery> real(Door door) {
    Tokens alice = People.atTheSpa(Person.ALICE);
    Tokens ada = People.atTheTerminal(Person.ADA);
    List<Forgery> real = new ArrayList<>();
    for (Map.Entry<String, String> token :
        Map.of(
                "alice's ID token", alice.id(),
                "alice's refresh token", alice.refresh(),
                "ada's ID token", ada.id(),
                "ada's refresh token", ada.refresh(),
                "another realm's token", PlantedKey.masterToken())
            .entrySet()) {
      real.add(new Forgery(token.getKey(), token.getValue(), "invalid_token"));
    }
    if (door == Door.ORDERS_SERVICE) {
      real.add(new Forgery("a token for auth-service", ada.access(), "invalid_token"));
    } else {
      real.add(new Forgery("a token for orders-service", alice.access(), "invalid_token"));
      AuthApi api = new AuthApi(ada.access());
      String key = api.createKey(api.createPartner(List.of("orders:read")), "orders:read").secret();
      real.add(
          new Forgery(
              "a key's token for orders-service", Exchange.forOrdersService(key), "invalid_token"));
    }
    return real;
  }

  /**
   * The sentence for whoever has to mend their client differs; nothing that a program reads does.
   */
  private static String withoutDetail(Response answer) {
    return Refusal.withoutOccasion(answer).replaceFirst("\"detail\":\"[^\"]*\"", "");
  }

  private static String good(String token) {
    return org.jose4j.json.JsonUtil.toJson(Tokens.claims(token).getMap(""));
  }

  /** As the realm publishes it, in DER. */
  private static byte[] realmKey(String token) throws JoseException {
    String keyId = Tokens.header(token).getString("kid");
    List<Map<String, Object>> keys =
        given().get(REALM + "/protocol/openid-connect/certs").then().extract().path("keys");
    Map<String, Object> key =
        keys.stream().filter(one -> keyId.equals(one.get("kid"))).findFirst().orElseThrow();
    return ((PublicJsonWebKey) JsonWebKey.Factory.newJwk(key)).getPublicKey().getEncoded();
  }
}
