package io.gatehouse.guard.caller;

import org.jspecify.annotations.Nullable;

/** Which front door a {@link Caller} came in by. Switch over it without {@code default}. */
public sealed interface Origin {

  /** The word for this origin in JSON, metrics and logs. */
  String label();

  /** A person using a first-party app: an access token of the realm. */
  record UserToken(String tokenId, @Nullable String sessionId) implements Origin {
    @Override
    public String label() {
      return "user";
    }
  }

  /** A third-party app acting for a person who consented (RFC 6749 §1.3.1). */
  record DelegatedToken(String tokenId, @Nullable String sessionId) implements Origin {
    @Override
    public String label() {
      return "delegated";
    }
  }

  /**
   * A partner's machine. The subject is the partner.
   *
   * @param tokenId id of the JWT that the key was exchanged for
   * @param environment {@code live} or {@code test}
   * @param secretVersion which of the key's secrets was shown; 0 where that is not known
   */
  record PartnerKey(String tokenId, String keyId, String environment, int secretVersion)
      implements Origin {

    public PartnerKey(String tokenId, String keyId, String environment) {
      this(tokenId, keyId, environment, 0);
    }

    @Override
    public String label() {
      return "partner";
    }
  }

  /** One of our own services, by client credentials (RFC 6749 §4.4). */
  record ServiceToken(String tokenId) implements Origin {
    @Override
    public String label() {
      return "service";
    }
  }

  /**
   * A person at the dashboard.
   *
   * @param handle public handle of the session; never the id in the cookie
   * @param sessionId the {@code sid} of the login at the identity provider
   */
  record BrowserSession(String handle, @Nullable String sessionId) implements Origin {
    @Override
    public String label() {
      return "session";
    }
  }
}
