package io.gatehouse.e2e.stack;

import java.nio.file.Path;
import java.util.Optional;

/** Addresses of the deployment under test: from the environment, else the local stack's. */
public final class Deployment {

  public static final String KEYCLOAK = url("KEYCLOAK", "http://localhost:8180");
  public static final String AUTH = url("AUTH_SERVICE", "http://localhost:8081");
  public static final String ORDERS = url("ORDERS_SERVICE", "http://localhost:8082");
  public static final String ADMIN = url("ADMIN_SERVICE", "http://localhost:8083");
  public static final String SPA = url("SPA", "http://localhost:8084");
  public static final String INSIGHTS = url("INSIGHTS_APP", "http://localhost:8085");
  public static final String REALM = KEYCLOAK + "/realms/gatehouse";

  private Deployment() {}

  /** {@code redis://host:port}; absent when the deployment's Redis may not be looked into. */
  public static Optional<String> redis() {
    return environment("GATEHOUSE_E2E_REDIS");
  }

  /**
   * The command that stops, starts, freezes and thaws parts, {@code ./gatehouse} or {@code docker
   * compose}: it is run with {@code stop NAME}, {@code start NAME}, {@code pause NAME} and {@code
   * unpause NAME}. Absent when the deployment is not ours to break.
   */
  public static Optional<String> control() {
    return environment("GATEHOUSE_E2E_CONTROL");
  }

  /**
   * Where the services lie that this deployment was started from, a folder for each; absent when
   * they are not on this machine.
   */
  static Optional<Path> apps() {
    return environment("GATEHOUSE_E2E_APPS").map(Path::of);
  }

  /** {@code host:port}; absent when the deployment's PostgreSQL cannot be reached from here. */
  static Optional<String> postgres() {
    return environment("GATEHOUSE_E2E_POSTGRES");
  }

  static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }

  private static String url(String part, String local) {
    return environment("GATEHOUSE_URLS_" + part).orElse(local).replaceAll("/+$", "");
  }
}
