package io.gatehouse.guard.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {

  @ParameterizedTest
  @CsvSource({
    "/v1/orders, /v1/orders, true",
    "/v1/orders, /v1/orders/, true",
    "/v1/orders, /v1/orders/1, false",
    "/v1/orders/{id}, /v1/orders/1, true",
    "/v1/orders/{id}, /v1/orders/1/cancel, false",
    "/v1/orders/{id}/cancel, /v1/orders/1/cancel, true",
    "/files/{path: .+}, /files/a/b, true",
    "'/v1/keys/{id: [0-9A-Za-z]{2}}/rotate', /v1/keys/ab/rotate, true",
    "'/v1/keys/{id: [0-9A-Za-z]{2}}/rotate', /v1/keys/abc/rotate, false",
    "'/v1/keys/{id: [0-9A-Za-z]{1,3}}', /v1/keys/abc, true",
    "/a.b, /axb, false",
  })
  void templateMatchesItsPaths(String template, String path, boolean matches) {
    assertEquals(matches, Endpoints.pattern(template).matcher(path).matches());
  }
}
