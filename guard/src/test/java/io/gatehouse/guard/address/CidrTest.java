package io.gatehouse.guard.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24, 203.0.113.0, true",
    "203.0.113.0/24, 203.0.113.255, true",
    "203.0.113.0/24, 203.0.114.0, false",
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.8, false",
    "10.0.0.0/9, 10.127.255.255, true",
    "10.0.0.0/9, 10.128.0.0, false",
    "0.0.0.0/0, 198.51.100.1, true",
    "203.0.113.0/24, ::ffff:203.0.113.9, true",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 203.0.113.9, false",
    "0.0.0.0/0, 2001:db8::1, false",
    "fe80::/10, fe80::1%eth0, true",
    "::1, 0:0:0:0:0:0:0:1, true",
  })
  void blockHoldsItsAddressesAndNoOther(String block, String address, boolean inside) {
    assertEquals(inside, Cidr.parse(block).contains(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/24",
        "203.0.113.0/",
        "203.0.113.0/33",
        "203.0.113.0/-1",
        "203.0.113.0/+1",
        "203.0.113.0/24/24",
        "203.0.113",
        "203.0.113.256",
        "203.0.113.0.1",
        "localhost",
        "example.com/24",
        "2001:db8::/129",
        "2001:db8:::1",
        "g::1",
        "1",
        "0x7f.0.0.1",
        "203.0.113.0/2 4"
      })
  void anythingElseIsRefusedAndNoNameIsLookedUp(String text) {
    assertThrows(IllegalArgumentException.class, () -> Cidr.parse(text));
  }

  @Test
  void anAddressThatIsNoneIsInNoBlock() {
    Cidr all = Cidr.parse("0.0.0.0/0");
    assertEquals(false, all.contains("localhost"));
    assertEquals(false, all.contains(""));
  }
}
