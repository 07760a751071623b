package io.gatehouse.orders.fault;

import static io.restassured.http.ContentType.JSON;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;

import io.gatehouse.orders.Callers;
import io.gatehouse.orders.SampleOrders;
import io.gatehouse.testkit.IssuerResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The real PostgreSQL or Redis is stopped under a running service, and started again. */
@QuarkusTest
@TestProfile(PartAwayTest.OwnParts.class)
class PartAwayTest {

  /** Parts that nobody else's tests need, since they go away. */
  public static final class OwnParts implements QuarkusTestProfile {
    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(
          new TestResourceEntry(IssuerResource.class),
          new TestResourceEntry(StoppableRedis.class),
          new TestResourceEntry(StoppablePostgres.class));
    }
  }

  @SuppressWarnings("NullAway") // injected by the resource itself
  StoppablePostgres postgres;

  @SuppressWarnings("NullAway") // injected by the resource itself
  StoppableRedis redis;

  @Inject DataSource pool;

  /** No request needs Redis: what it carries comes another way, so the service stays in. */
  @Test
  void withoutRedisEverythingIsServedAndTheServiceStaysReady() {
    String order = SampleOrders.placedBy(Callers.alice()).header("Location");
    redis.down();
    try {
      Callers.alice().get(order).then().statusCode(200);
      Callers.anonymous().get("/v1/catalog").then().statusCode(200);
      SampleOrders.placedBy(Callers.alice());
      Callers.anonymous().get("/q/health/live").then().statusCode(200);
      Callers.anonymous().get("/q/health/ready").then().statusCode(200);
    } finally {
      redis.up();
    }
    Callers.anonymous().get("/q/health/ready").then().statusCode(200);
    Callers.anonymous().get("/v1/catalog").then().statusCode(200);
  }

  @Test
  void frozenPostgresHoldsNoRequestForLongAndServesAgainWhenItThaws() {
    String order = SampleOrders.placedBy(Callers.alice()).header("Location");

    postgres.freeze();
    try {
      assertAway(Callers.alice().get(order));
      assertAway(Callers.anonymous().get("/v1/catalog"));
      Callers.anonymous().get("/q/health/live").then().statusCode(200);
    } finally {
      postgres.thaw();
    }

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> Callers.alice().get(order).then().statusCode(200));
  }

  @Test
  void whoFindsAllConnectionsBusyGets503SoonAndIsServedOnceOneIsFree() throws SQLException {
    List<Connection> taken = new ArrayList<>();
    try {
      takeAll(taken);
      assertAway(Callers.alice().get("/v1/orders"));
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
    Callers.alice().get("/v1/orders").then().statusCode(200);
  }

  /** As many as the pool has; the tail of order events may hold one of them. */
  private void takeAll(List<Connection> taken) {
    try {
      while (taken.size() < 100) {
        taken.add(pool.getConnection());
      }
    } catch (SQLException e) {
      return;
    }
    throw new AssertionError("a pool without a bound");
  }

  @Test
  void requestsGet503SoonAndAllIsWellAgainWithoutARestart() {
    String order = SampleOrders.placedBy(Callers.alice()).header("Location");

    postgres.down();

    assertAway(Callers.alice().get(order));
    assertAway(Callers.alice().get("/v1/orders"));
    assertAway(Callers.anonymous().get("/v1/catalog"));
    assertAway(Callers.alice().contentType(JSON).body(SampleOrders.bolts(1)).post("/v1/orders"));
    assertAway(Callers.alice().header("If-Match", "*").post(order + "/cancel"));
    Callers.alice().get("/v1/whoami").then().statusCode(200);
    Callers.anonymous().get("/q/health/live").then().statusCode(200);
    Callers.anonymous().get("/q/health/ready").then().statusCode(503);

    postgres.up();

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> Callers.alice().get(order).then().statusCode(200));
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> Callers.anonymous().get("/q/health/ready").then().statusCode(200));
    SampleOrders.placedBy(Callers.alice());
  }

  private static void assertAway(Response answer) {
    answer
        .then()
        .statusCode(503)
        .time(lessThan(8L), TimeUnit.SECONDS)
        .contentType("application/problem+json")
        .header("Retry-After", matchesPattern("[1-9]\\d*"))
        .body("code", equalTo("dependency_unavailable"));
  }
}
