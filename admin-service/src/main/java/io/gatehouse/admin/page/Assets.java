package io.gatehouse.admin.page;

import io.quarkus.qute.TemplateGlobal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The version of style sheet and script: browsers keep those for a day, so their address changes
 * with their contents.
 */
@TemplateGlobal
final class Assets {

  static final String ASSETS = version("desk.css", "desk.js", "mark.svg");

  private Assets() {}

  private static String version(String... names) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String name : names) {
        String path = "META-INF/resources/assets/" + name;
        try (InputStream in =
            Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
          digest.update(in == null ? new byte[0] : in.readAllBytes());
        }
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
