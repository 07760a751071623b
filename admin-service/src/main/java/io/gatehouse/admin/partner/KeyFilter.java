package io.gatehouse.admin.partner;

import io.gatehouse.admin.authservice.AuthService;
import io.gatehouse.admin.authservice.Shapes.Key;
import io.gatehouse.admin.authservice.Shapes.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which keys of a partner are asked for. What is no state or environment of ours asks for all. */
public class KeyFilter {

  private static final List<String> STATES = List.of("active", "disabled", "expired", "revoked");
  private static final List<String> ENVIRONMENTS = List.of("live", "test");
  private static final List<String> WATCHES = List.of("expiring", "unused");

  /** So soon is a key about to expire. */
  public static final Duration SOON = Duration.ofDays(14);

  /** So long without use is a key perhaps not needed. */
  private static final Duration LONG = Duration.ofDays(90);

  @RestQuery public @Nullable String q;
  @RestQuery public @Nullable String state;
  @RestQuery public @Nullable String environment;
  @RestQuery public @Nullable String watch;

  public String q() {
    return Objects.requireNonNullElse(q, "").strip();
  }

  public String state() {
    return known(STATES, state);
  }

  public String environment() {
    return known(ENVIRONMENTS, environment);
  }

  public List<String> states() {
    return STATES;
  }

  /** {@code expiring}, {@code unused}, or empty. */
  public String watch() {
    return known(WATCHES, watch);
  }

  public boolean watching() {
    return !watch().isEmpty();
  }

  /** Of the keys of all partners. */
  Page<Key> ofAll(AuthService authService, Instant now, @Nullable String cursor, int limit) {
    return authService.allKeys(
        orNull(q()),
        orNull(state()),
        orNull(environment()),
        watch().equals("expiring") ? now.plus(SOON).toString() : null,
        watch().equals("unused") ? now.minus(LONG).toString() : null,
        cursor,
        limit);
  }

  public boolean all() {
    return q().isEmpty() && state().isEmpty() && environment().isEmpty();
  }

  Page<Key> page(AuthService authService, String partner, @Nullable String cursor, int limit) {
    return authService.keys(
        partner, orNull(q()), orNull(state()), orNull(environment()), cursor, limit);
  }

  private static String known(List<String> words, @Nullable String word) {
    return word != null && words.contains(word) ? word : "";
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
