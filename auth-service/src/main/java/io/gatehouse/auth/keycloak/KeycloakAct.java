package io.gatehouse.auth.keycloak;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event of Keycloak, a person's own or an administrator's, as it was told. */
record KeycloakAct(Map<String, ?> told) {

  /** Who did what nobody is named for. */
  static final String NOBODY = "nobody known";

  /** The person's own act, such as {@code LOGOUT}; null for an administrator's. */
  @Nullable String type() {
    return text("type");
  }

  @Nullable String text(String name) {
    return told.get(name) instanceof String text && !text.isBlank() ? text : null;
  }

  boolean is(String name) {
    return Boolean.TRUE.equals(told.get(name));
  }

  /** Null if it was not told. */
  @Nullable List<String> list(String name) {
    return told.get(name) instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : null;
  }

  /** When, by Keycloak's clock, which dates its tokens too; null if it was not told. */
  @Nullable Instant at() {
    return told.get("at") instanceof Number millis
        ? Instant.ofEpochMilli(millis.longValue())
        : null;
  }

  /** Who did it. */
  String by() {
    String admin = text("by");
    String person = admin == null ? text("user") : admin;
    return person == null ? NOBODY : person;
  }
}
