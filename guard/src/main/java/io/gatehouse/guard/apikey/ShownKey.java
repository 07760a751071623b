package io.gatehouse.guard.apikey;

import org.jspecify.annotations.Nullable;

/**
 * A key as it is shown to {@code auth-service}: one of ours, or a text that another system issued
 * and that only {@code auth-service} can tell from nonsense.
 */
sealed interface ShownKey {

  /** The whole text. Never log. */
  String reveal();

  /** Whether a token for this key id can be the answer. */
  boolean mayBe(String keyId);

  /** Ours: its text names its id, and its form was checked. */
  record Own(ApiKey key) implements ShownKey {
    @Override
    public String reveal() {
      return key.reveal();
    }

    @Override
    public boolean mayBe(String keyId) {
      return keyId.equals(key.id());
    }

    /** Safe to log. */
    @Override
    public String toString() {
      return key.toString();
    }
  }

  /** Perhaps imported. */
  record Foreign(String text) implements ShownKey {

    private static final int SHORTEST = 16;
    private static final int LONGEST = 256;

    /** Printable ASCII of a length that a key has, and does not mean to be one of ours. */
    static boolean hasForm(String text) {
      return text.length() >= SHORTEST
          && text.length() <= LONGEST
          && !ApiKey.looksLike(text)
          && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    @Override
    public String reveal() {
      return text;
    }

    @Override
    public boolean mayBe(String keyId) {
      return true;
    }

    /** Safe to log: nothing of a text whose form is unknown is known to be public. */
    @Override
    public String toString() {
      return "of another system";
    }
  }

  /** The key in this text; null if it can be none. */
  static @Nullable ShownKey of(String text, boolean foreignToo) {
    ApiKey own = ApiKey.parse(text);
    if (own != null) {
      return new Own(own);
    }
    return foreignToo && Foreign.hasForm(text) ? new Foreign(text) : null;
  }
}
