package io.gatehouse.e2e.api;

import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Locale;

/** What every refusal looks like (RFC 9457, RFC 6750 §3), whoever refuses. */
public final class Refusal {

  private Refusal() {}

  /** A problem with this status and code, and nothing in it that only we should know. */
  public static ValidatableResponse expect(Response response, int status, String code) {
    return expect(response, status).body("code", is(code));
  }

  /** A problem with this status; 401 and 403 say by which scheme to come back. */
  public static ValidatableResponse expect(Response response, int status) {
    ValidatableResponse problem =
        response
            .then()
            .statusCode(status)
            .contentType(startsWith("application/problem+json"))
            .body("status", is(status))
            .body("type", not(blankOrNullString()))
            .body("title", not(blankOrNullString()))
            .body("code", not(blankOrNullString()))
            .body("traceId", not(blankOrNullString()));
    if (status == 401 || status == 403) {
      problem.header("WWW-Authenticate", startsWith("Bearer"));
    }
    revealsNothing(response);
    return problem;
  }

  /** No stack trace, class name or SQL gets out, whatever the status. */
  public static void revealsNothing(Response response) {
    String body = response.asString().toLowerCase(Locale.ROOT);
    for (String inside :
        new String[] {"exception", "\tat ", "io.gatehouse", "io.quarkus", "org.hibernate", "sql"}) {
      if (body.contains(inside)) {
        throw new AssertionError("the answer reveals \"" + inside + "\": " + response.asString());
      }
    }
  }

  /** A 403 for want of a scope, which it names (RFC 6750 §3.1). */
  public static void expectInsufficientScope(Response response, String scope) {
    expect(response, 403, "insufficient_scope")
        .header("WWW-Authenticate", containsString("error=\"insufficient_scope\""))
        .header("WWW-Authenticate", containsString(scope));
  }

  /** Body without what tells two occasions apart: the trace id, and the address asked for. */
  public static String withoutOccasion(Response response) {
    return response.asString().replaceAll("\"(traceId|instance)\":\"[^\"]*\"", "\"$1\":\"\"");
  }
}
