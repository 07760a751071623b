package io.gatehouse.guard.usage;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * A batch of counts.
 *
 * @param id the same in each try, so that a batch that arrives twice counts once
 */
public record UsageReport(
    @NotNull UUID id, @NotNull @Size(max = MOST) List<@NotNull @Valid KeyUse> uses) {

  /** Uses in one report; keeps its body well under the limit of {@code auth-service}. */
  public static final int MOST = 100;
}
