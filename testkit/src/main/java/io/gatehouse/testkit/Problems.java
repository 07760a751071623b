package io.gatehouse.testkit;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.ValidatableResponse;

/** What every refusal looks like (RFC 9457), and what it never holds. */
public final class Problems {

  private Problems() {}

  /** Asserts a whole problem with this status and code, and nothing of our insides. */
  public static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
    return response
        .statusCode(status)
        .header("Content-Type", containsString("application/problem+json"))
        .header("Cache-Control", equalTo("no-store"))
        .body("status", equalTo(status))
        .body("code", equalTo(code))
        .body("type", equalTo("urn:gatehouse:problem:" + code))
        .body("title", notNullValue())
        .body("traceId", matchesPattern("[0-9a-f]{32}"))
        .body(not(containsString("Exception")))
        .body(not(containsString("io.gatehouse")))
        .body(not(containsString("\tat ")));
  }
}
