package io.gatehouse.orders.contract;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.orders.Callers;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which browsers' pages may call (CORS): the SPA's alone. */
@QuarkusTest
class BrowserOriginTest {

  @ConfigProperty(name = "gatehouse.urls.spa")
  String spa;

  @Test
  void spaMayCallAndReadTheHeadersItNeeds() {
    Callers.alice()
        .header("Origin", spa)
        .get("/v1/orders")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", equalTo(spa))
        .header("Access-Control-Expose-Headers", containsString("ETag"));
    Callers.anonymous()
        .header("Origin", spa)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,if-match,idempotency-key")
        .options("/v1/orders")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", equalTo(spa));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "http://spa.test.evil.example"})
  void noOtherPageMay(String origin) {
    Callers.alice()
        .header("Origin", origin)
        .get("/v1/orders")
        .then()
        .header("Access-Control-Allow-Origin", nullValue());
    Callers.anonymous()
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .options("/v1/orders")
        .then()
        .header("Access-Control-Allow-Origin", nullValue());
  }
}
