package io.gatehouse.e2e.realm;

import static io.gatehouse.e2e.realm.AtKeycloak.ADMIN;
import static io.gatehouse.e2e.realm.AtKeycloak.made;
import static io.gatehouse.e2e.realm.AtKeycloak.ok;
import static io.gatehouse.e2e.realm.LedgerLook.acts;
import static io.gatehouse.e2e.realm.LedgerLook.count;

import io.gatehouse.e2e.api.AuthApi;
import io.gatehouse.e2e.api.OrdersApi;
import io.gatehouse.e2e.api.WithinASecond;
import io.gatehouse.e2e.people.People;
import io.gatehouse.e2e.people.Person;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;

/**
 * Acts at a real Keycloak that turn everybody away, other tests' people among them: hence last of
 * all.
 */
@Order(Integer.MAX_VALUE)
class EverybodyTest {

  private static Newcomer administrator;

  private record Case(Runnable doing, String reason) {}

  @BeforeAll
  static void anAdministrator() {
    administrator = new Newcomer();
  }

  @AfterAll
  static void gone() {
    administrator.close();
  }

  @TestFactory
  Stream<DynamicTest> anActThatConcernsEverybodyIsInTheLedgerAMomentLater() {
    String name = "r-" + UUID.randomUUID();
    String group = made(administrator, "/groups", Map.of("name", name));
    made(administrator, "/roles", Map.of("name", name));
    return Stream.of(
            new Case(
                () -> ok(administrator.asAdmin().delete(ADMIN + "/groups/" + group)),
                "group deleted"),
            new Case(
                () -> ok(administrator.asAdmin().delete(ADMIN + "/roles/" + name)),
                "role deleted or taken out of another"),
            new Case(
                () -> ok(administrator.asAdmin().post(ADMIN + "/logout-all")),
                "everybody logged out"))
        .map(one -> DynamicTest.dynamicTest(one.reason(), () -> seen(one)));
  }

  /** By the metric: whoever could ask auth-service is turned away as well. */
  private static void seen(Case one) {
    long before = count("push", "applied");
    String alice = People.atTheSpa(Person.ALICE, "openid orders:read").access();
    String ada = People.atTheTerminal(Person.ADA).access();
    new OrdersApi(alice).list().then().statusCode(200);
    one.doing().run();
    WithinASecond done = WithinASecond.of(one.reason());
    done.refused(alice);
    done.answered(401, () -> new AuthApi(ada).request().get("/v1/audit").statusCode());
    Awaitility.await(one.reason())
        .atMost(Duration.ofSeconds(10))
        .until(() -> count("push", "applied") > before);
    // A login in the very second of the act is turned away too, for as long as its token lives.
    Awaitility.await("in the second after it")
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .until(() -> {
          People.forget();
          return one.reason().equals(acts("gatehouse").getFirst().get("reason"));
        });
  }
}
