package io.gatehouse.auth.revocation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a revocation turns away. The id that goes with each is named behind it. */
public enum Target {
  /** {@code jti} of one token. */
  TOKEN,
  /** {@code sid} of one login. */
  SESSION,
  /** {@code sub}: all that was issued to this person before now. */
  USER,
  /** {@code azp}: all that was issued to this OAuth client before now. */
  CLIENT,
  /** Id of one API key: all JWTs that it was exchanged for before now. */
  KEY,
  /** Id of a partner: all that its keys were exchanged for before now. */
  PARTNER,
  /** Everything issued before now; the id is the realm's name. */
  REALM;

  private static final Target[] ALL = values();

  /** The target of this word. */
  static Target of(String word) {
    for (Target target : ALL) {
      if (target.word().equals(word)) {
        return target;
      }
    }
    throw new IllegalArgumentException(word);
  }

  /** The word in JSON and on the feed: {@code token}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
