package io.gatehouse.orders.order;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.gatehouse.orders.Callers;
import io.gatehouse.orders.SampleOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ReadOrder404Test {

  private static final String NOT_THERE = "ord_0000000000000000000000000";

  @Test
  void ordersOfOthersAreByteForByteWhatIsNotThere() {
    String alices = SampleOrders.idOfOrderBy(Callers.alice());
    String partners = SampleOrders.idOfOrderBy(Callers.partner("acme", "k1"));
    assertSame404(Callers::bob, "GET", "/v1/orders/%s", alices);
    assertSame404(Callers::bob, "POST", "/v1/orders/%s/cancel", alices);
    assertSame404(Callers::bob, "GET", "/v1/orders/%s", partners);
    assertSame404(() -> Callers.partner("other", "k9"), "GET", "/v1/orders/%s", partners);
    assertSame404(Callers::service, "GET", "/v1/orders/%s", alices);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "ord_", "ord_%00", "%00", "..%2f..", "ord_'or'1'='1", "%F0%9F%94%94", "%20"})
  void whatCannotBeAnIdIsSimplyNotThere(String id) {
    int status =
        Callers.alice()
            .urlEncodingEnabled(false)
            .get("/v1/orders/" + id)
            .then()
            .extract()
            .statusCode();
    assertThat(status, equalTo(404));
  }

  private static void assertSame404(
      Supplier<RequestSpecification> caller, String method, String path, String hidden) {
    // Only the trace id and the date belong to the single request.
    Response other = caller.get().request(method, path.formatted(hidden));
    Response none = caller.get().request(method, path.formatted(NOT_THERE));
    assertThat(other.statusCode(), equalTo(404));
    assertThat(none.statusCode(), equalTo(404));
    assertThat(withoutTrace(other), equalTo(withoutTrace(none)));
    assertThat(headers(other), equalTo(headers(none)));
  }

  private static String withoutTrace(Response answer) {
    String trace = answer.path("traceId");
    return answer.asString().replace(trace, "…");
  }

  private static List<String> headers(Response answer) {
    return answer.headers().asList().stream()
        .filter(header -> !header.getName().equalsIgnoreCase("date"))
        .map(Header::toString)
        .toList();
  }
}
