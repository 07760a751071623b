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
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
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

  /**
   * Statuses; {@code sees} says whether the order is in the list, {@code follow} is the stream of
   * changes, {@code price} a change of the catalog. A ship finds the order paid.
   */
  private static final String TABLE =
      """
                              |                          | alice's order             | acme's order
      who                     | list place follow price  | sees read pay ship cancel | sees read pay ship cancel
      nobody                  | 401  401   401    401   | no   401  401 401  401    | no   401  401 401  401
      alice                   | 200  201   200    403   | yes  200  200 403  200    | no   404  404 404  404
      alice reading           | 200  403   200    403   | yes  200  403 403  403    | no   404  403 403  403
      alice writing           | 403  201   403    403   | no   403  200 403  200    | no   403  404 404  404
      alice without scopes    | 403  403   403    403   | no   403  403 403  403    | no   403  403 403  403
      bob                     | 200  201   200    403   | no   404  404 404  404    | no   404  404 404  404
      sam, support            | 200  403   200    403   | yes  200  403 403  403    | yes  200  403 403  403
      ada, admin              | 200  201   200    200   | yes  200  403 200  200    | yes  200  403 200  200
      ada without scopes      | 403  403   403    403   | no   403  403 403  403    | no   403  403 403  403
      user without a role     | 200  403   200    403   | no   404  404 404  404    | no   404  404 404  404
      user with acme's id     | 200  201   200    403   | no   404  404 404  404    | no   404  404 404  404
      app of alice, reading   | 200  403   200    403   | yes  200  403 403  403    | no   404  403 403  403
      app of alice, all       | 200  201   200    403   | yes  200  200 403  200    | no   404  404 404  404
      app of alice, no scope  | 403  403   403    403   | no   403  403 403  403    | no   403  403 403  403
      app of bob              | 200  201   200    403   | no   404  404 404  404    | no   404  404 404  404
      app of ada, admin       | 200  201   200    403   | no   404  404 404  404    | no   404  404 404  404
      acme's key              | 200  201   200    403   | no   404  404 404  404    | yes  200  200 403  200
      acme's other key        | 200  201   200    403   | no   404  404 404  404    | yes  200  200 403  200
      acme's reading key      | 200  403   200    403   | no   404  403 403  403    | yes  200  403 403  403
      other partner           | 200  201   200    403   | no   404  404 404  404    | no   404  404 404  404
      partner with alice's id | 200  201   200    403   | no   404  404 404  404    | no   404  404 404  404
      service                 | 200  403   200    403   | no   404  404 404  404    | no   404  404 404  404
      """;

  private static final Map<String, Supplier<RequestSpecification>> CALLERS =
      Map.ofEntries(
          Map.entry("nobody", Callers::anonymous),
          Map.entry("alice", Callers::alice),
          Map.entry("alice reading", () -> Callers.user("alice", "customer", READ)),
          Map.entry("alice writing", () -> Callers.user("alice", "customer", WRITE)),
          Map.entry("alice without scopes", () -> Callers.user("alice", "customer", "openid")),
          Map.entry("bob", Callers::bob),
          Map.entry("sam, support", Callers::sam),
          Map.entry("ada, admin", Callers::ada),
          Map.entry("ada without scopes", () -> Callers.user("ada", "admin", "openid")),
          Map.entry("user without a role", () -> Callers.user("eve", "", Callers.ALL)),
          Map.entry("user with acme's id", () -> Callers.user("acme", "customer", Callers.ALL)),
          Map.entry("app of alice, reading", () -> Callers.appOf("alice", READ)),
          Map.entry("app of alice, all", () -> Callers.appOf("alice", Callers.ALL)),
          Map.entry("app of alice, no scope", () -> Callers.appOf("alice", "openid")),
          Map.entry("app of bob", () -> Callers.appOf("bob", Callers.ALL)),
          Map.entry("app of ada, admin", () -> Callers.appOf("ada", Callers.ALL)),
          Map.entry("acme's key", () -> Callers.partner("acme", "key-one")),
          Map.entry("acme's other key", () -> Callers.partner("acme", "key-two")),
          Map.entry("acme's reading key", () -> Callers.partner("acme", "key-ro", "orders:read")),
          Map.entry("other partner", () -> Callers.partner("other", "key-x")),
          Map.entry("partner with alice's id", () -> Callers.partner("alice", "key-y")),
          Map.entry("service", Callers::service));

  /** What a caller gets on one order. */
  record Rights(boolean sees, int read, int pay, int ship, int cancel) {
    static Rights of(String cells) {
      String[] words = cells.strip().split(" +", -1);
      return new Rights(
          words[0].equals("yes"),
          Integer.parseInt(words[1]),
          Integer.parseInt(words[2]),
          Integer.parseInt(words[3]),
          Integer.parseInt(words[4]));
    }
  }

  /** A row of the table. */
  record Row(
      String who,
      Supplier<RequestSpecification> caller,
      int list,
      int place,
      int follow,
      int price,
      Rights alices,
      Rights acmes) {
    @Override
    public String toString() {
      return who;
    }
  }

  static Stream<Row> table() {
    return Arrays.stream(TABLE.split("\n", -1))
        .skip(2)
        .filter(line -> !line.isBlank())
        .map(line -> line.split("\\|", -1))
        .map(cells -> {
          String who = cells[0].strip();
          String[] statuses = cells[1].strip().split(" +", -1);
          return new Row(
              who,
              Objects.requireNonNull(CALLERS.get(who), who),
              Integer.parseInt(statuses[0]),
              Integer.parseInt(statuses[1]),
              Integer.parseInt(statuses[2]),
              Integer.parseInt(statuses[3]),
              Rights.of(cells[2]),
              Rights.of(cells[3]));
        });
  }

  @ParameterizedTest
  @MethodSource("table")
  void list(Row row) {
    ExtractableResponse<Response> alices = alices();
    ExtractableResponse<Response> acmes = acmes();
    Response answer = row.caller.get().queryParam("limit", 100).get("/v1/orders");
    answer.then().statusCode(row.list);
    if (row.list == 200) {
      assertSees(answer, alices, row.alices.sees);
      assertSees(answer, acmes, row.acmes.sees);
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

  /** Who may follow gets as far as being told that nobody gave this id; no stream is opened. */
  @ParameterizedTest
  @MethodSource("table")
  void follow(Row row) {
    row.caller
        .get()
        .header("Last-Event-ID", "no id")
        .get("/v1/orders/events")
        .then()
        .statusCode(row.follow == 200 ? 400 : row.follow);
  }

  @ParameterizedTest
  @MethodSource("table")
  void price(Row row) {
    row.caller
        .get()
        .contentType(JSON)
        .body("{\"name\": \"Key ring\", \"price\": {\"amount\": 640, \"currency\": \"EUR\"}}")
        .put("/v1/catalog/{sku}", "KEY-RING")
        .then()
        .statusCode(row.price);
  }

  @ParameterizedTest
  @MethodSource("table")
  void read(Row row) {
    row.caller.get().get(alices().header("Location")).then().statusCode(row.alices.read);
    row.caller.get().get(acmes().header("Location")).then().statusCode(row.acmes.read);
  }

  @ParameterizedTest
  @MethodSource("table")
  void pay(Row row) {
    assertChange(row, alices(), "pay", row.alices.pay, "placed", "paid");
    assertChange(row, acmes(), "pay", row.acmes.pay, "placed", "paid");
  }

  @ParameterizedTest
  @MethodSource("table")
  void ship(Row row) {
    assertChange(row, paid(alices(), Callers.alice()), "ship", row.alices.ship, "paid", "shipped");
    assertChange(row, paid(acmes(), acme()), "ship", row.acmes.ship, "paid", "shipped");
  }

  @ParameterizedTest
  @MethodSource("table")
  void cancel(Row row) {
    assertChange(row, alices(), "cancel", row.alices.cancel, "placed", "cancelled");
    assertChange(row, acmes(), "cancel", row.acmes.cancel, "placed", "cancelled");
  }

  /** Without If-Match nothing more is told than with it: 428 only to who may. */
  @ParameterizedTest
  @MethodSource("table")
  void changeWithoutIfMatch(Row row) {
    String order = alices().header("Location");
    assertNeedsIfMatch(row, order + "/pay", row.alices.pay);
    assertNeedsIfMatch(row, order + "/ship", row.alices.ship);
    assertNeedsIfMatch(row, order + "/cancel", row.alices.cancel);
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

  private static ExtractableResponse<Response> alices() {
    return SampleOrders.placedBy(Callers.alice());
  }

  private static ExtractableResponse<Response> acmes() {
    return SampleOrders.placedBy(acme());
  }

  private static RequestSpecification acme() {
    return Callers.partner("acme", "key-one");
  }

  private static ExtractableResponse<Response> paid(
      ExtractableResponse<Response> order, RequestSpecification owner) {
    owner
        .header("If-Match", order.header("ETag"))
        .post(order.header("Location") + "/pay")
        .then()
        .statusCode(200);
    return order;
  }

  private static void assertChange(
      Row row,
      ExtractableResponse<Response> order,
      String act,
      int status,
      String before,
      String after) {
    String location = order.header("Location");
    row.caller.get().header("If-Match", "*").post(location + "/" + act).then().statusCode(status);
    Callers.ada().get(location).then().body("status", equalTo(status == 200 ? after : before));
  }

  private static void assertNeedsIfMatch(Row row, String path, int status) {
    row.caller.get().post(path).then().statusCode(status == 200 ? 428 : status);
  }

  private static void assertSees(
      Response list, ExtractableResponse<Response> order, boolean visible) {
    String id = order.path("id");
    assertThat(list.path("items.id"), visible ? hasItem(id) : not(hasItem(id)));
  }
}
