package io.gatehouse.guard.usage;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch of counts.
 *
 * @param traffic requests by kind of credential; null from a service that does not count them
 * @param id the same in each try, so that a batch that arrives twice counts once
 */
public record UsageReport(
    @NotNull UUID id,
    @NotNull @Size(max = MOST) List<@NotNull @Valid KeyUse> uses,
    @Size(max = MOST) @Nullable List<@NotNull @Valid TrafficCount> traffic) {

  /** Of either in one report; keeps its body well under the limit of {@code auth-service}. */
  public static final int MOST = 100;
}
