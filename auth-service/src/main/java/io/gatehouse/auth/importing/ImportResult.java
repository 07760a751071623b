package io.gatehouse.auth.importing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gatehouse.guard.problem.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one item.
 *
 * @param id of the key, unless refused
 * @param errors why it was refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportResult(
    @Nullable String externalId,
    Outcome result,
    @Nullable String id,
    @Nullable List<Violation> errors) {

  /** Imported now, imported before by the same item, or not. */
  public enum Outcome {
    created,
    existing,
    refused
  }

  static ImportResult refused(String externalId, List<Violation> errors) {
    return new ImportResult(externalId, Outcome.refused, null, errors);
  }
}
