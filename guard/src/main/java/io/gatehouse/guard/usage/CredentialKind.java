package io.gatehouse.guard.usage;

import io.gatehouse.guard.caller.Origin;

/** What a request showed at the door; its name is the word in JSON and in the table. */
public enum CredentialKind {
  /** A partner's key, or the token that stands for one. */
  api_key,
  /** A person's access token; also a token that cannot be read, for nobody knows whose it is. */
  jwt,
  /** An access token that a person gave to a third party's app. */
  delegated,
  /** A token of one of our services. */
  service,
  /** The dashboard's cookie. */
  session,
  /** None where one was needed, two at once, or one in the address. */
  none;

  public static CredentialKind of(Origin origin) {
    return switch (origin) {
      case Origin.PartnerKey key -> api_key;
      case Origin.UserToken token -> jwt;
      case Origin.DelegatedToken token -> delegated;
      case Origin.ServiceToken token -> service;
      case Origin.BrowserSession session -> CredentialKind.session;
    };
  }
}
