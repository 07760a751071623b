package io.gatehouse.guard.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;

/** What is wrong with a JSON body, told by the member and never by our class names. */
final class JsonFaults {

  private JsonFaults() {}

  static ProblemException of(JacksonException fault) {
    if (fault instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "The body does not have the form that is expected here.",
          List.of(new Violation(pointer(mapping.getPath()), detail(mapping))));
    }
    if (fault instanceof StreamReadException) {
      return ErrorCode.MALFORMED_REQUEST.because("The body is not JSON" + where(fault) + ".");
    }
    return ErrorCode.MALFORMED_REQUEST.because(
        "The body does not have the form that is expected here" + where(fault) + ".");
  }

  private static String detail(JsonMappingException fault) {
    return switch (fault) {
      case UnrecognizedPropertyException e -> "is not known here";
      case InvalidFormatException e -> "has a value of the wrong form";
      default ->
          fault.getCause() instanceof StreamReadException
              ? "is not JSON"
              : "has the wrong type or is missing";
    };
  }

  private static String where(JacksonException fault) {
    var at = fault.getLocation();
    return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  /** RFC 6901 §3: {@code ~} and {@code /} are escaped. */
  static String pointer(List<JsonMappingException.Reference> path) {
    StringBuilder out = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      out.append('/');
      if (step.getFieldName() != null) {
        out.append(escape(step.getFieldName()));
      } else {
        out.append(step.getIndex());
      }
    }
    return out.toString();
  }

  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
