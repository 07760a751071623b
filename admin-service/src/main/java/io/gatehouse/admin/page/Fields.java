package io.gatehouse.admin.page;

import io.gatehouse.guard.problem.ProblemException;
import io.gatehouse.guard.problem.Violation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a form, by field.
 *
 * @param general what concerns no field
 */
public record Fields(Map<String, String> errors, @Nullable String general) {

  public static final Fields FINE = new Fields(Map.of(), null);

  /**
   * A problem of auth-service at the fields of the form that was sent; {@code /scopes/1} is at
   * scopes.
   */
  public static Fields of(ProblemException problem) {
    Map<String, String> errors = new LinkedHashMap<>();
    for (Violation violation : problem.violations()) {
      errors.merge(
          field(violation.pointer()), violation.detail(), (first, next) -> first + "; " + next);
    }
    String general =
        problem.violations().isEmpty()
            ? problem.getMessage()
            : "Please look at the marked fields: nothing has been saved.";
    return new Fields(errors, general);
  }

  public static Fields wrong(String field, String detail) {
    return new Fields(
        Map.of(field, detail), "Please look at the marked fields: nothing has been saved.");
  }

  public boolean has(String field) {
    return errors.containsKey(field);
  }

  public String of(String field) {
    return errors.getOrDefault(field, "");
  }

  private static String field(String pointer) {
    String[] steps = pointer.split("/");
    return steps.length > 1 ? steps[1] : "";
  }
}
