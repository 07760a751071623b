package io.gatehouse.orders.order;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import io.gatehouse.orders.Callers;
import io.gatehouse.orders.SampleOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ReadOrder200Or304Test {

  private ExtractableResponse<Response> placed;

  @BeforeEach
  void place() {
    placed = SampleOrders.placedBy(Callers.alice());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
  void versionThatTheClientHasIs304WithoutBody(String ifNoneMatch) {
    ExtractableResponse<Response> answer =
        Callers.alice()
            .header("If-None-Match", ifNoneMatch.formatted(placed.header("ETag")))
            .get(placed.header("Location"))
            .then()
            .statusCode(304)
            .extract();
    assertThat(answer.asString(), emptyString());
    assertThat(answer.header("ETag"), equalTo(placed.header("ETag")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "nonsense", ",,,", "\"", "W/"})
  void otherVersionOrNonsenseGetsTheOrder(String ifNoneMatch) {
    Callers.alice()
        .header("If-None-Match", ifNoneMatch)
        .get(placed.header("Location"))
        .then()
        .statusCode(200);
  }

  @Test
  void aChangeMakesANewEtag() {
    Callers.alice()
        .header("If-Match", placed.header("ETag"))
        .post(placed.header("Location") + "/cancel")
        .then()
        .statusCode(200);
    Callers.alice()
        .header("If-None-Match", placed.header("ETag"))
        .get(placed.header("Location"))
        .then()
        .statusCode(200);
  }

  @Test
  void onlyTheCallersOwnCacheMayKeepIt() {
    assertThat(
        Callers.alice().get(placed.header("Location")).header("Cache-Control"),
        containsString("private"));
  }
}
