package io.gatehouse.dev.machine;

import io.gatehouse.dev.stack.Refusal;
import java.io.IOException;
import java.util.List;

/** PostgreSQL refuses to run as root; a user namespace lets it see itself as nobody. */
public final class Root {

  private static final List<String> UNSHARE = List.of("unshare", "-U");

  private Root() {}

  public static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** What to put before a command so that it does not see itself as root. */
  public static List<String> disguise() {
    if (!isRoot() || !System.getProperty("os.name", "").startsWith("Linux")) {
      return List.of();
    }
    if (!canUnshare()) {
      throw new Refusal(
          "PostgreSQL does not run as root, and this machine allows no user namespace"
              + " (unshare -U): run ./gatehouse as an ordinary user.");
    }
    return UNSHARE;
  }

  private static boolean canUnshare() {
    try {
      return new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
