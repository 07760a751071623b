package io.gatehouse.guard.revocation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a revocation turns away, as the feed and the snapshot name it. */
public enum Target {
  /** {@code jti} of one token. */
  TOKEN,
  /** {@code sid} of one login. */
  SESSION,
  /** {@code sub} of a person or a service account. */
  USER,
  /** {@code azp}: an OAuth client. */
  CLIENT,
  /** Id of an API key. */
  KEY,
  /** Id of a partner. */
  PARTNER,
  /** Everybody. */
  REALM;

  private static final Target[] ALL = values();

  /** Whether it can be turned away at one client alone: what has tokens at several. */
  boolean hasClients() {
    return this == SESSION || this == USER;
  }

  /** The word in JSON and on the feed: {@code token}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The target of this word, or null for a word that is none. */
  public static @Nullable Target of(String word) {
    for (Target target : ALL) {
      if (target.word().equals(word)) {
        return target;
      }
    }
    return null;
  }
}
