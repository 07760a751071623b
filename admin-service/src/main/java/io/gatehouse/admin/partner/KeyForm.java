package io.gatehouse.admin.partner;

import jakarta.ws.rs.BeanParam;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The form of a new key, as it was filled in. */
public class KeyForm {

  @RestForm public @Nullable String name;
  @RestForm public @Nullable String environment;
  @RestForm public @Nullable List<String> scopes;

  /** A preset such as {@code P90D}, {@code never} or {@code on}. */
  @RestForm public @Nullable String expiry;

  /** The day for {@code on}, as a date field sends it. */
  @RestForm public @Nullable String expiresOn;

  @BeanParam public LimitForm limit = new LimitForm();

  /** Networks, one a line. */
  @RestForm public @Nullable String allowedCidrs;

  static KeyForm empty() {
    KeyForm form = new KeyForm();
    form.environment = "live";
    form.expiry = "P90D";
    form.scopes = List.of();
    return form;
  }

  public String name() {
    return Objects.requireNonNullElse(name, "").strip();
  }

  public String environment() {
    return Objects.requireNonNullElse(environment, "live");
  }

  public List<String> scopes() {
    return Objects.requireNonNullElse(scopes, List.of());
  }

  public String expiry() {
    return Objects.requireNonNullElse(expiry, "P90D");
  }

  public String expiresOn() {
    return Objects.requireNonNullElse(expiresOn, "");
  }

  public String allowedCidrs() {
    return Objects.requireNonNullElse(allowedCidrs, "");
  }

  public LimitForm limit() {
    return limit;
  }

  List<String> cidrs() {
    return Arrays.stream(allowedCidrs().split("[\\s,]+")).filter(c -> !c.isEmpty()).toList();
  }

  /**
   * When the key ends; null for never.
   *
   * @throws DateTimeParseException if neither a preset nor a day
   */
  @Nullable Instant expiresAt(Instant now) {
    return switch (expiry()) {
      case "never" -> null;
      // The end of that day everywhere east of Greenwich comes earlier: UTC is what is promised.
      case "on" ->
          LocalDate.parse(expiresOn()).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      default -> now.plus(Duration.parse(expiry()));
    };
  }
}
