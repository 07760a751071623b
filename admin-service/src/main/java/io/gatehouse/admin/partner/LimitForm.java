package io.gatehouse.admin.partner;

import io.gatehouse.admin.authservice.Shapes.Limit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** How often a key may call, as it was filled in. */
public class LimitForm {

  private static final Map<String, String> PERIODS = new LinkedHashMap<>();

  static {
    PERIODS.put("PT1S", "second");
    PERIODS.put("PT1M", "minute");
    PERIODS.put("PT1H", "hour");
    PERIODS.put("PT24H", "day");
  }

  @RestForm public @Nullable String limitRequests;
  @RestForm public @Nullable String limitPeriod;
  @RestForm public @Nullable String limitBurst;
  @RestForm public @Nullable String limitClosed;

  static LimitForm of(@Nullable Limit limit) {
    LimitForm form = new LimitForm();
    if (limit != null) {
      form.limitRequests = Long.toString(limit.requests());
      form.limitPeriod = limit.period();
      Long burst = limit.burst();
      form.limitBurst = burst == null || burst == limit.requests() ? "" : burst.toString();
      form.limitClosed = "closed".equals(limit.onStoreLoss()) ? "true" : null;
    }
    return form;
  }

  public String requests() {
    return Objects.requireNonNullElse(limitRequests, "").strip();
  }

  public String period() {
    return Objects.requireNonNullElse(limitPeriod, "PT1S");
  }

  public String burst() {
    return Objects.requireNonNullElse(limitBurst, "").strip();
  }

  public boolean closed() {
    return "true".equals(limitClosed);
  }

  /** What can be chosen, and the one that the key has if it is another. */
  public Map<String, String> periods() {
    Map<String, String> all = new LinkedHashMap<>(PERIODS);
    all.putIfAbsent(period(), period());
    return all;
  }

  /**
   * The limit; null for none. Ranges are auth-service's to judge.
   *
   * @throws NumberFormatException if a number is none
   */
  @Nullable Limit limit() {
    if (requests().isEmpty() && burst().isEmpty()) {
      return null;
    }
    return new Limit(
        Long.parseLong(requests()),
        period(),
        burst().isEmpty() ? null : Long.valueOf(burst()),
        closed() ? "closed" : "localShare");
  }
}
