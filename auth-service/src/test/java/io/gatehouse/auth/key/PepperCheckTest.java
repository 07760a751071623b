package io.gatehouse.auth.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PepperCheckTest {

  @Test
  void productionWithoutThePepperIsToldTheProperty() {
    var complaints =
        new PepperCheck(PeppersTest.config(Map.of("pepper-version", "3"))).complaints();
    assertEquals(
        List.of("gatehouse.keys.peppers.3"),
        complaints.stream().map(complaint -> complaint.property()).toList());
  }
}
