package io.gatehouse.admin.login;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a person wanted to go before the login: a path of this service, never another site (open
 * redirect, CWE-601).
 */
public final class ReturnPath {

  private static final String HOME = "/";
  private static final int LONGEST = 2000;

  private ReturnPath() {}

  /** The path if it is safe to send a browser to, else the start page. */
  public static String of(@Nullable String asked) {
    return asked != null && isSafe(asked) ? asked : HOME;
  }

  private static boolean isSafe(String path) {
    // One slash, then no other: browsers read "//" and "/\" as the start of a host.
    if (path.length() > LONGEST || !path.startsWith("/") || path.startsWith("//")) {
      return false;
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c <= 0x20 || c >= 0x7f || c == '\\') {
        return false;
      }
    }
    try {
      URI uri = URI.create(path);
      String onlyPath = uri.getRawPath();
      return uri.getScheme() == null
          && uri.getRawAuthority() == null
          && onlyPath != null
          && !onlyPath.startsWith("/login")
          && !onlyPath.startsWith("/logout")
          && onlyPath.equals(uri.normalize().getRawPath());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
