package io.gatehouse.guard.credential;

import io.smallrye.mutiny.Uni;

/**
 * What a {@link CredentialReader} says of a request: its verdict, or where that will come from.
 *
 * <p>A verdict that is known is no {@code Uni}, since each step of one captures and restores
 * contexts, and nearly every request is of a credential that is known.
 */
public sealed interface Reading permits CredentialVerdict, Reading.Later {

  /**
   * Somebody else must be asked first.
   *
   * @param outcome fails for a fault (503 or 500), never for a refusal
   */
  record Later(Uni<CredentialVerdict> outcome) implements Reading {}
}
