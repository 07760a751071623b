package io.gatehouse.dev.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AddressesTest {

  @Test
  void anOffsetShiftsEveryAddressThatAPartIsTold() {
    Addresses addresses = new Addresses(100);

    assertEquals("http://localhost:8280", addresses.environment().get("GATEHOUSE_URLS_KEYCLOAK"));
    assertEquals("http://localhost:8184", addresses.environment().get("GATEHOUSE_URLS_SPA"));
    assertEquals("jdbc:postgresql://127.0.0.1:55532/auth", addresses.jdbc("auth"));
    assertEquals("redis://localhost:56479", addresses.redis());
  }

  @Test
  void noPortLeavesTheRangeOfPorts() {
    for (Port port : Port.values()) {
      assertTrue(new Addresses(9000).port(port) < 65536);
    }
    assertThrows(Refusal.class, () -> new Addresses(9001));
    assertThrows(Refusal.class, () -> new Addresses(-1));
  }
}
