package io.gatehouse.orders.order;

import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.gatehouse.orders.Callers;
import io.gatehouse.orders.SampleOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PlaceOrder201Test {

  @Test
  void pricesAndTotalComeFromTheCatalog() {
    Callers.alice()
        .contentType(JSON)
        .body(SampleOrders.BOLTS_AND_RING)
        .post("/v1/orders")
        .then()
        .statusCode(201)
        .body("id", matchesPattern("ord_[0-9a-z]{25}"))
        .body("status", equalTo("placed"))
        .body("owner.kind", equalTo("user"))
        .body("owner.id", equalTo("alice"))
        .body("lines", hasSize(2))
        .body("lines[0].sku", equalTo("BOLT-IRON"))
        .body("lines[0].quantity", equalTo(2))
        .body("lines[0].unitPrice.amount", equalTo(1250))
        .body("total.amount", equalTo(2 * 1250 + 640))
        .body("total.currency", equalTo("EUR"))
        .body("note", equalTo("Leave it at the gate"))
        .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"));
  }

  @Test
  void answerIsWhatIsReadAtLocationUnderTheSameEtag() {
    ExtractableResponse<Response> placed = SampleOrders.placedBy(Callers.alice());
    ExtractableResponse<Response> read =
        Callers.alice().get(placed.header("Location")).then().statusCode(200).extract();
    assertThat(read.asString(), equalTo(placed.asString()));
    assertThat(read.header("ETag"), equalTo(placed.header("ETag")));
    assertThat(read.header("ETag"), notNullValue());
    Instant createdAt = Instant.parse(read.path("createdAt"));
    assertThat(createdAt, greaterThan(Instant.now().minus(Duration.ofMinutes(1))));
    assertThat(createdAt, lessThan(Instant.now()));
  }

  @Test
  void locationDoesNotRepeatTheHostThatTheRequestClaimed() {
    String location =
        Callers.alice()
            .header("Host", "evil.example")
            .contentType(JSON)
            .body(SampleOrders.bolts(1))
            .post("/v1/orders")
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    assertThat(location, startsWith("/v1/orders/ord_"));
  }

  @Test
  void noteMayBeLeftOutOrBeAnyTextWithoutControlCharacters() {
    Callers.alice()
        .contentType(JSON)
        .body(SampleOrders.bolts(1))
        .post("/v1/orders")
        .then()
        .statusCode(201)
        .body("note", nullValue());
    String note = "Grüße, 你好, 🔔 <script>alert(1)</script> '; drop table orders; --";
    Callers.alice()
        .contentType("application/json; charset=utf-8")
        .body("{\"lines\":[{\"sku\":\"KEY-RING\",\"quantity\":1}],\"note\":\"" + note + "\"}")
        .post("/v1/orders")
        .then()
        .statusCode(201)
        .body("note", equalTo(note));
  }

  @Test
  void ordersOfAPartnerBelongToThePartnerNotToTheKey() {
    Callers.partner("acme", "key-one")
        .contentType(JSON)
        .body(SampleOrders.bolts(1000))
        .post("/v1/orders")
        .then()
        .statusCode(201)
        .body("owner.kind", equalTo("partner"))
        .body("owner.id", equalTo("acme"));
  }

  @Test
  void withoutAnIdempotencyKeyEachRequestIsAnOrder() {
    assertThat(
        SampleOrders.idOfOrderBy(Callers.alice()),
        not(equalTo(SampleOrders.idOfOrderBy(Callers.alice()))));
  }
}
