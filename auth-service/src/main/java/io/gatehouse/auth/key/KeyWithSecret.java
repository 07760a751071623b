package io.gatehouse.auth.key;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** The one answer that shows the key itself: after creation, and after rotation. */
public record KeyWithSecret(@JsonUnwrapped KeyView view, String key) {

  /** A record would show the secret wherever it is logged. */
  @Override
  public String toString() {
    return "KeyWithSecret[" + view.id() + "]";
  }
}
