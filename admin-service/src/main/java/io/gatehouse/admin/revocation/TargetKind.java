package io.gatehouse.admin.revocation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be turned away, and what stops with it. */
public enum TargetKind {
  USER("A person", "sub, a UUID", "Everything issued to this person so far, in every app."),
  SESSION("One login", "sid", "Every token of this one login. Other logins go on."),
  CLIENT("An app", "client id", "Everything issued to this app so far, for all who use it."),
  KEY(
      "Tokens of a key",
      "16 characters after gk_live_",
      "Tokens it was exchanged for. The key works on: revoke it at its page."),
  PARTNER(
      "Tokens of a partner",
      "partner id",
      "Tokens of all its keys. The keys work on, and are exchanged anew."),
  TOKEN("One token", "jti", "This one token and nothing else."),
  REALM("Everything", "gatehouse", "Everybody and every app must come in anew.");

  private final String label;
  private final String idHint;
  private final String stops;

  TargetKind(String label, String idHint, String stops) {
    this.label = label;
    this.idHint = idHint;
    this.stops = stops;
  }

  public String label() {
    return label;
  }

  public String idHint() {
    return idHint;
  }

  public String stops() {
    return stops;
  }

  /** As the API says it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<TargetKind> all() {
    return List.of(values());
  }

  /** The word if it is one of ours; null for anything else, so that no filter is made of it. */
  static @Nullable String known(@Nullable String word) {
    return Arrays.stream(values())
        .map(TargetKind::word)
        .filter(w -> w.equals(word))
        .findFirst()
        .orElse(null);
  }
}
