package io.gatehouse.admin.authservice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.guard.problem.ErrorCode;
import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import io.quarkus.logging.Log;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;
import org.jspecify.annotations.Nullable;

/** auth-service's problem (RFC 9457), raised here as the same problem. */
public class AuthServiceRefusals implements ResponseExceptionMapper<ProblemException> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public @Nullable ProblemException toThrowable(Response response) {
    int status = response.getStatus();
    JsonNode body = body(response);
    String detail = body.path("detail").asText("");
    ErrorCode code = code(body.path("code").asText(""));
    if (status == 401) {
      // The person has a session here, and no fault of theirs: the token did not please there.
      Log.warnf("auth-service refused a relayed token: %s", body.path("code").asText("?"));
      return code == ErrorCode.TOKEN_REVOKED
          ? ErrorCode.SESSION_ENDED.because("Your access has been revoked. Sign in again.")
          : ErrorCode.DEPENDENCY_UNAVAILABLE.because("auth-service did not accept your login.");
    }
    if (code == null || status >= 500) {
      Log.warnf("auth-service answered %d %s", status, body.path("code").asText(""));
      return ErrorCode.DEPENDENCY_UNAVAILABLE.because("auth-service cannot do that at present.");
    }
    return new ProblemException(code, detail, violations(body));
  }

  private static JsonNode body(Response response) {
    try {
      JsonNode body = JSON.readTree(response.readEntity(String.class));
      return body == null ? JSON.createObjectNode() : body;
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  private static @Nullable ErrorCode code(String text) {
    try {
      return ErrorCode.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static List<Violation> violations(JsonNode body) {
    List<Violation> out = new ArrayList<>();
    for (JsonNode error : body.path("errors")) {
      out.add(new Violation(error.path("pointer").asText(""), error.path("detail").asText("")));
    }
    return out;
  }
}
