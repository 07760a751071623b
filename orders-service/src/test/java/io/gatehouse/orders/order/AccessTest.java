package io.gatehouse.orders.order;

import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.gatehouse.orders.Callers;
import io.gatehouse.orders.SampleOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every endpoint × every kind of caller, as a table: what each gets on alice's order, and on acme's
 * (OWASP API1, object level; API5, function level).
 */
@QuarkusTest
class AccessTest {

  private static final String READ = "openid orders:read";
  private static final String WRITE = "openid orders:write";

  private static ExtractableResponse<Response> alices() {
    return SampleOrders.placedBy(Callers.alice());
  }

  private static ExtractableResponse<Response> acmes() {
    return SampleOrders.placedBy(Callers.partner("acme", "key-one"));
  }

  /**
   * A row of the table.
   *
   * @param list status of the list; then, if it is 200, what is in it
   */
  record Row(
      String who,
      Supplier<RequestSpecification> caller,
      int list,
      int place,
      boolean seesAlices,
      int readAlices,
      int cancelAlices,
      boolean seesAcmes,
      int readAcmes,
      int cancelAcmes) {
    @Override
    public String toString() {
      return who;
    }
  }

  static Stream<Row> table() {
    return Stream.of(
        //                                                       list place  alice's order
        // acme's order
        row("nobody", Callers::anonymous, 401, 401, false, 401, 401, false, 401, 401),
        row("alice", Callers::alice, 200, 201, true, 200, 200, false, 404, 404),
        row(
            "alice reading",
            user("alice", "customer", READ),
            200,
            403,
            true,
            200,
            403,
            false,
            404,
            403),
        row(
            "alice writing",
            user("alice", "customer", WRITE),
            403,
            201,
            false,
            403,
            200,
            false,
            403,
            404),
        row(
            "alice without scopes",
            user("alice", "customer", "openid"),
            403,
            403,
            false,
            403,
            403,
            false,
            403,
            403),
        row("bob", Callers::bob, 200, 201, false, 404, 404, false, 404, 404),
        row("sam, support", Callers::sam, 200, 403, true, 200, 403, true, 200, 403),
        row("ada, admin", Callers::ada, 200, 201, true, 200, 200, true, 200, 200),
        row(
            "ada without scopes",
            user("ada", "admin", "openid"),
            403,
            403,
            false,
            403,
            403,
            false,
            403,
            403),
        row(
            "user without a role",
            user("eve", "", Callers.ALL),
            200,
            403,
            false,
            404,
            404,
            false,
            404,
            404),
        row(
            "user with acme's id",
            user("acme", "customer", Callers.ALL),
            200,
            201,
            false,
            404,
            404,
            false,
            404,
            404),
        row(
            "app of alice, reading",
            () -> Callers.appOf("alice", READ),
            200,
            403,
            true,
            200,
            403,
            false,
            404,
            403),
        row(
            "app of alice, all",
            () -> Callers.appOf("alice", Callers.ALL),
            200,
            201,
            true,
            200,
            200,
            false,
            404,
            404),
        row(
            "app of bob",
            () -> Callers.appOf("bob", Callers.ALL),
            200,
            201,
            false,
            404,
            404,
            false,
            404,
            404),
        row(
            "app of ada, admin",
            () -> Callers.appOf("ada", Callers.ALL),
            200,
            201,
            false,
            404,
            404,
            false,
            404,
            404),
        row(
            "acme's key",
            () -> Callers.partner("acme", "key-one"),
            200,
            201,
            false,
            404,
            404,
            true,
            200,
            200),
        row(
            "acme's other key",
            () -> Callers.partner("acme", "key-two"),
            200,
            201,
            false,
            404,
            404,
            true,
            200,
            200),
        row(
            "acme's reading key",
            () -> Callers.partner("acme", "key-ro", "orders:read"),
            200,
            403,
            false,
            404,
            403,
            true,
            200,
            403),
        row(
            "other partner",
            () -> Callers.partner("other", "key-x"),
            200,
            201,
            false,
            404,
            404,
            false,
            404,
            404),
        row(
            "partner with alice's id",
            () -> Callers.partner("alice", "key-y"),
            200,
            201,
            false,
            404,
            404,
            false,
            404,
            404),
        row("service", Callers::service, 200, 403, false, 404, 404, false, 404, 404));
  }

  @ParameterizedTest
  @MethodSource("table")
  void list(Row row) {
    ExtractableResponse<Response> alices = alices();
    ExtractableResponse<Response> acmes = acmes();
    Response answer = row.caller.get().queryParam("limit", 100).get("/v1/orders");
    answer.then().statusCode(row.list);
    if (row.list == 200) {
      assertSees(answer, alices, row.seesAlices);
      assertSees(answer, acmes, row.seesAcmes);
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void place(Row row) {
    row.caller
        .get()
        .contentType(JSON)
        .body(SampleOrders.bolts(1))
        .post("/v1/orders")
        .then()
        .statusCode(row.place);
  }

  @ParameterizedTest
  @MethodSource("table")
  void read(Row row) {
    row.caller.get().get(alices().header("Location")).then().statusCode(row.readAlices);
    row.caller.get().get(acmes().header("Location")).then().statusCode(row.readAcmes);
  }

  @ParameterizedTest
  @MethodSource("table")
  void cancel(Row row) {
    assertCancel(row, alices(), row.cancelAlices);
    assertCancel(row, acmes(), row.cancelAcmes);
  }

  /** Without If-Match nothing more is told than with it: 428 only to who may cancel. */
  @ParameterizedTest
  @MethodSource("table")
  void cancelWithoutIfMatch(Row row) {
    int expected = row.cancelAlices == 200 ? 428 : row.cancelAlices;
    row.caller.get().post(alices().header("Location") + "/cancel").then().statusCode(expected);
  }

  @ParameterizedTest
  @MethodSource("table")
  void catalogIsForAll(Row row) {
    row.caller.get().get("/v1/catalog").then().statusCode(200);
  }

  @ParameterizedTest
  @MethodSource("table")
  void whoamiIsForAllWhoAreSomebody(Row row) {
    row.caller.get().get("/v1/whoami").then().statusCode(row.list == 401 ? 401 : 200);
  }

  private void assertCancel(Row row, ExtractableResponse<Response> order, int status) {
    row.caller
        .get()
        .header("If-Match", order.header("ETag"))
        .post(order.header("Location") + "/cancel")
        .then()
        .statusCode(status);
    Callers.ada()
        .get(order.header("Location"))
        .then()
        .body("status", equalTo(status == 200 ? "cancelled" : "placed"));
  }

  private static void assertSees(
      Response list, ExtractableResponse<Response> order, boolean visible) {
    String id = order.path("id");
    assertThat(list.path("items.id"), visible ? hasItem(id) : not(hasItem(id)));
  }

  private static Supplier<RequestSpecification> user(String subject, String role, String scopes) {
    return () -> Callers.user(subject, role, scopes);
  }

  private static Row row(
      String who,
      Supplier<RequestSpecification> caller,
      int list,
      int place,
      boolean seesAlices,
      int readAlices,
      int cancelAlices,
      boolean seesAcmes,
      int readAcmes,
      int cancelAcmes) {
    return new Row(
        who,
        caller,
        list,
        place,
        seesAlices,
        readAlices,
        cancelAlices,
        seesAcmes,
        readAcmes,
        cancelAcmes);
  }
}
