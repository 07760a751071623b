package io.gatehouse.orders.catalog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.orders.Callers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ListCatalog200Test {

  @Test
  void catalogIsPublicAndPricesAreWholeMinorUnits() {
    Callers.anonymous()
        .get("/v1/catalog")
        .then()
        .statusCode(200)
        .body("items", hasSize(12))
        .body("items.find { it.sku == 'BOLT-IRON' }.price.amount", equalTo(1250))
        .body("items.find { it.sku == 'BOLT-IRON' }.price.currency", equalTo("EUR"))
        .body("nextCursor", nullValue());
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepeat() {
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      JsonPath page =
          (cursor == null ? Callers.anonymous() : Callers.anonymous().queryParam("cursor", cursor))
              .queryParam("limit", 5)
              .get("/v1/catalog")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      seen.addAll(page.getList("items.sku"));
      cursor = page.getString("nextCursor");
    } while (cursor != null);
    assertThat(seen, equalTo(seen.stream().distinct().sorted().toList()));
    assertThat(seen, hasSize(12));
  }
}
