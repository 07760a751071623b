package io.gatehouse.guard.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicAddressTest {

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, true",
    "172.15.255.255, true",
    "172.32.0.0, true",
    "2606:4700::1, true",
    "::ffff:8.8.8.8, true",
    "0.0.0.0, false",
    "10.0.0.1, false",
    "100.64.0.1, false",
    "127.0.0.1, false",
    "169.254.169.254, false",
    "172.16.0.1, false",
    "172.31.255.255, false",
    "192.168.0.1, false",
    "198.18.0.1, false",
    "224.0.0.1, false",
    "255.255.255.255, false",
    "::, false",
    "::1, false",
    "::ffff:127.0.0.1, false",
    "::7f00:1, false",
    "64:ff9b::a00:1, false",
    "fe80::1, false",
    "fc00::1, false",
    "fd00:ec2::254, false",
    "ff02::1, false",
    "2001::1, false",
    "2001:db8::1, false",
    "2002:a00:1::1, false"
  })
  void onlyWhatIsOfThePublicNetworkIsPublic(String literal, boolean isPublic)
      throws UnknownHostException {
    assertEquals(isPublic, PublicAddress.is(InetAddress.getByName(literal)));
  }
}
