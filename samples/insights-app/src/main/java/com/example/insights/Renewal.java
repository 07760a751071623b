package com.example.insights;

/** What a refresh token came to (RFC 6749 §6). */
sealed interface Renewal {

  /** A new grant. The refresh token that was used is dead: another one came with this. */
  record Renewed(Grant grant) implements Renewal {}

  /** {@code invalid_grant}: the person took their consent back, or it has run out. */
  record Over() implements Renewal {}

  /** No answer, or none that says anything of this grant: try again later. */
  record Away() implements Renewal {}
}
