package io.gatehouse.dev.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Versions of what is unpacked, from the parent POM. */
final class Versions {

  static final String POSTGRES;
  static final String KEYCLOAK;

  static {
    Properties versions = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("/versions.properties")) {
      versions.load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    POSTGRES = versions.getProperty("postgres");
    KEYCLOAK = versions.getProperty("keycloak");
  }

  private Versions() {}
}
