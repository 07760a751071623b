package io.gatehouse.guard.usage;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;

/**
 * Uses of one secret of a key, with one outcome, within one hour.
 *
 * @param version which secret; 0 where it is not known
 * @param hour the hour's first instant
 * @param outcome {@code admitted}, or the code of the refusal
 * @param lastAt the latest of these uses; address and user agent are its own
 */
public record KeyUse(
    @NotNull @Pattern(regexp = "[0-9A-Za-z]{1,16}") String keyId,
    @Min(0) int version,
    @NotNull Instant hour,
    @NotNull @Pattern(regexp = "[a-z_]{1,40}") String outcome,
    @Min(1) @Max(1_000_000_000_000L) long count,
    @NotNull Instant lastAt,
    @NotNull @Pattern(regexp = "[0-9A-Za-z.:%]{0,64}") String address,
    @NotNull @Pattern(regexp = "[ -~]{0,200}") String userAgent) {}
