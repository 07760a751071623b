package com.example.insights;

/** What came of a call in a person's name. */
sealed interface Reply<T> {

  record Answer<T>(T value) implements Reply<T> {}

  /** The call was understood and not allowed, or not possible. */
  record Refused<T>(int status, String challenge) implements Reply<T> {}

  /** The person took their consent back. */
  record Disconnected<T>() implements Reply<T> {}

  /** Nobody can say just now. */
  record Away<T>() implements Reply<T> {}
}
