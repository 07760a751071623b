package io.gatehouse.guard.credential;

/**
 * Told, on the event loop, of each request that was refused for a credential in its address.
 * Observers must not block.
 *
 * @param query decoded; holds the credential, so it is never logged
 */
public record CredentialInUrl(String query) {

  @Override
  public String toString() {
    return "CredentialInUrl[…]";
  }
}
