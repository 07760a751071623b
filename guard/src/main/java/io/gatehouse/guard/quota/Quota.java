package io.gatehouse.guard.quota;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request is charged to.
 *
 * @param owner the id of the key or partner
 */
public record Quota(Kind kind, String owner, RateLimit limit) {

  /** Claim of a key's token with the key's limit, {@linkplain RateLimit#written written}. */
  public static final String KEY_CLAIM = "key_quota";

  /** The same for its partner's limit. */
  public static final String PARTNER_CLAIM = "partner_quota";

  /** Whose limit it is; the name of its policy in {@code RateLimit}. */
  public enum Kind {
    key,
    partner
  }

  /**
   * The quotas of a key, its own first: a key that is over its limit costs its partner nothing.
   *
   * @param keyLimit {@linkplain RateLimit#written written}; null for none
   * @param partnerLimit the same
   * @throws IllegalArgumentException if one is no limit
   */
  public static List<Quota> of(
      String keyId, @Nullable String keyLimit, String partnerId, @Nullable String partnerLimit) {
    if (keyLimit == null && partnerLimit == null) {
      return List.of();
    }
    List<Quota> quotas = new ArrayList<>(2);
    if (keyLimit != null) {
      quotas.add(new Quota(Kind.key, keyId, RateLimit.parse(keyLimit)));
    }
    if (partnerLimit != null) {
      quotas.add(new Quota(Kind.partner, partnerId, RateLimit.parse(partnerLimit)));
    }
    return List.copyOf(quotas);
  }

  /** The claim of a token that holds this limit. */
  public String claim() {
    return switch (kind) {
      case key -> KEY_CLAIM;
      case partner -> PARTNER_CLAIM;
    };
  }

  /** The same owner has one account, whatever the limit is changed to. */
  String account() {
    return kind.name() + ":" + owner;
  }
}
