package io.gatehouse.orders.order;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.orders.Callers;
import io.gatehouse.orders.SampleOrders;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ListOrders200Test {

  @Inject EntityManager database;

  private final String somebody = SampleOrders.somebody();

  private RequestSpecification me() {
    return Callers.user(somebody, "customer", Callers.ALL);
  }

  @Test
  void nothingIsAnEmptyListWithoutCursor() {
    me().get("/v1/orders")
        .then()
        .statusCode(200)
        .body("items", empty())
        .body("nextCursor", nullValue());
  }

  @Test
  void newestComesFirstAndPagesHaveNoGapOrRepeat() {
    List<String> placed = place(7);
    List<String> listed = new ArrayList<>();
    String cursor = null;
    do {
      JsonPath page = page(cursor, 3);
      listed.addAll(page.getList("items.id"));
      cursor = page.getString("nextCursor");
    } while (cursor != null);
    assertThat(listed, equalTo(placed.reversed()));
  }

  @Test
  void ordersPlacedWhilePagingDoNotShiftThePages() {
    List<String> before = place(4);
    JsonPath first = page(null, 2);
    place(3);
    JsonPath second = page(first.getString("nextCursor"), 2);
    List<String> listed = new ArrayList<>(first.getList("items.id"));
    listed.addAll(second.getList("items.id"));
    assertThat(listed, equalTo(before.reversed()));
    assertThat(second.getString("nextCursor"), nullValue());
  }

  @Test
  void ordersOfOneInstantAreTornApartByIdAndNoneIsLost() {
    List<String> placed = place(5);
    QuarkusTransaction.requiringNew()
        .run(() ->
            database
                .createNativeQuery(
                    "update orders set created_at = '2026-01-01T00:00:00.123456Z'"
                        + " where owner_id = ?1")
                .setParameter(1, somebody)
                .executeUpdate());
    List<String> listed = new ArrayList<>();
    String cursor = null;
    do {
      JsonPath page = page(cursor, 1);
      listed.addAll(page.getList("items.id"));
      cursor = page.getString("nextCursor");
    } while (cursor != null);
    assertThat(listed, hasSize(5));
    assertThat(Set.copyOf(listed), equalTo(Set.copyOf(placed)));
  }

  @Test
  void statusFilters() {
    place(2);
    ExtractableResponse<Response> third = SampleOrders.placedBy(me());
    me().header("If-Match", third.header("ETag"))
        .post(third.header("Location") + "/cancel")
        .then()
        .statusCode(200);
    me().queryParam("status", "cancelled")
        .get("/v1/orders")
        .then()
        .body("items", hasSize(1))
        .body("items[0].id", equalTo(third.path("id")));
    me().queryParam("status", "placed").get("/v1/orders").then().body("items", hasSize(2));
  }

  @Test
  void oldestComesFirstWhenAskedAndOrdersPlacedMeanwhileComeAtTheEnd() {
    List<String> placed = new ArrayList<>(place(4));
    JsonPath first =
        me().queryParam("sort", "createdAt").queryParam("limit", 3).get("/v1/orders").jsonPath();
    placed.addAll(place(2));
    JsonPath second =
        me().queryParam("sort", "createdAt")
            .queryParam("cursor", first.getString("nextCursor"))
            .get("/v1/orders")
            .jsonPath();
    List<String> listed = new ArrayList<>(first.getList("items.id"));
    listed.addAll(second.getList("items.id"));
    assertThat(listed, equalTo(placed));
    assertThat(second.getString("nextCursor"), nullValue());
  }

  @Test
  void aTimeFilterTakesItsBeginningAndLeavesItsEnd() {
    List<String> placed = place(3);
    for (int i = 0; i < 3; i++) {
      createdAt(placed.get(i), "2026-03-0" + (i + 1) + "T12:00:00Z");
    }
    me().queryParam("createdFrom", "2026-03-01T12:00:00Z")
        .queryParam("createdBefore", "2026-03-03T13:00:00+01:00")
        .queryParam("sort", "createdAt")
        .get("/v1/orders")
        .then()
        .statusCode(200)
        .body("items.id", equalTo(placed.subList(0, 2)));
    me().queryParam("createdBefore", "2026-03-01T12:00:00Z")
        .get("/v1/orders")
        .then()
        .body("items", empty());
  }

  private void createdAt(String id, String time) {
    QuarkusTransaction.requiringNew()
        .run(() ->
            database
                .createNativeQuery("update orders set created_at = ?1 where id = ?2")
                .setParameter(1, Instant.parse(time))
                .setParameter(2, id)
                .executeUpdate());
  }

  /** A cursor grants nothing: it is only a place in the list of whoever sends it. */
  @Test
  void cursorOfSomebodyElseShowsOnlyOnesOwn() {
    place(3);
    String mine = page(null, 1).getString("nextCursor");
    String stranger = SampleOrders.somebody();
    Callers.user(stranger, "customer", Callers.ALL)
        .queryParam("cursor", mine)
        .get("/v1/orders")
        .then()
        .statusCode(200)
        .body("items", empty());
  }

  private List<String> place(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(SampleOrders.idOfOrderBy(me()));
    }
    return ids;
  }

  private JsonPath page(@Nullable String cursor, int limit) {
    RequestSpecification request = me().queryParam("limit", limit);
    return (cursor == null ? request : request.queryParam("cursor", cursor))
        .get("/v1/orders")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
