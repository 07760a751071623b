package io.gatehouse.guard.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Problem details (RFC 9457 §3.1) with our members {@code code}, {@code traceId} and {@code
 * errors}.
 *
 * @param type {@code urn:gatehouse:problem:} and the code
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    String code,
    String traceId,
    List<Violation> errors) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(
      ErrorCode code, @Nullable String detail, String traceId, List<Violation> errors) {
    return new Problem(
        "urn:gatehouse:problem:" + code.code(),
        code.title(),
        code.status(),
        detail,
        code.code(),
        traceId,
        errors);
  }
}
