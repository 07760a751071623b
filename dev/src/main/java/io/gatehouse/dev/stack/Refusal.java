package io.gatehouse.dev.stack;

/** Cannot go on, and the person at the terminal can help: one line that says what and how. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Refusal(String whatToDo) {
    super(whatToDo, null, false, false);
  }

  public Refusal(String whatToDo, Throwable cause) {
    super(whatToDo, cause);
  }

  /** What to tell the person. */
  public String line() {
    return String.valueOf(getMessage());
  }
}
