package io.gatehouse.dev.stack;

/** The ports of design.md section 3; {@code --port-offset} shifts them all. */
public enum Port {
  POSTGRES(55432, "postgres"),
  REDIS(56379, "redis"),
  KEYCLOAK(8180, "keycloak"),
  KEYCLOAK_MANAGEMENT(9000, "keycloak, management"),
  AUTH_SERVICE(8081, "auth-service"),
  ORDERS_SERVICE(8082, "orders-service"),
  ADMIN_SERVICE(8083, "admin-service"),
  SPA(8084, "spa"),
  INSIGHTS_APP(8085, "insights-app");

  private final int standard;
  private final String owner;

  Port(int standard, String owner) {
    this.standard = standard;
    this.owner = owner;
  }

  public String owner() {
    return owner;
  }

  public int shifted(int offset) {
    return standard + offset;
  }
}
