package io.gatehouse.auth.quota;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.gatehouse.guard.quota.RateLimit;
import io.gatehouse.guard.quota.RateLimit.OnStoreLoss;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How often a key, or all keys of a partner together, may call.
 *
 * @param requests so many in each period, evenly
 * @param period whole seconds, to a day
 * @param burst how many may come at once after a pause; as many as {@code requests} unless said
 * @param onStoreLoss what happens while nobody can count for all replicas: each lets its share in,
 *     unless said
 */
public record LimitSettings(
    @NotNull @Min(1) @Max(RateLimit.MOST) Long requests,
    @NotNull
        @LimitPeriod
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        @Schema(type = SchemaType.STRING)
        Duration period,
    @Min(1) @Max(RateLimit.MOST) Long burst,
    OnStoreLoss onStoreLoss) {

  public LimitSettings(
      Long requests, Duration period, @Nullable Long burst, @Nullable OnStoreLoss onStoreLoss) {
    this.requests = requests;
    this.period = period;
    this.burst = burst == null ? requests : burst;
    this.onStoreLoss = onStoreLoss == null ? OnStoreLoss.localShare : onStoreLoss;
  }

  /** As it is stored; null for none. */
  public static @Nullable String written(@Nullable LimitSettings limit) {
    return limit == null
        ? null
        : new RateLimit(limit.requests, limit.period, limit.burst, limit.onStoreLoss).written();
  }

  /** As it was stored; null for none. */
  public static @Nullable LimitSettings read(@Nullable String written) {
    if (written == null) {
      return null;
    }
    RateLimit limit = RateLimit.parse(written);
    return new LimitSettings(limit.requests(), limit.period(), limit.burst(), limit.onStoreLoss());
  }
}
