package io.gatehouse.guard.usage;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;

/**
 * Requests with one kind of credential and one outcome, answered within one minute.
 *
 * @param minute its first instant
 * @param outcome {@link #ADMITTED}, or the code of the refusal
 */
public record TrafficCount(
    @NotNull CredentialKind kind,
    @NotNull Instant minute,
    @NotNull @Pattern(regexp = "[a-z_]{1,40}") String outcome,
    @Min(1) @Max(1_000_000_000_000L) long count) {

  public static final String ADMITTED = "admitted";
}
