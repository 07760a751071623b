package io.gatehouse.guard.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Whether an address is one of the public network, and not of a machine's own, a site's or a
 * cloud's inside (IANA's special-purpose registries, RFC 6890).
 */
public final class PublicAddress {

  private static final List<Cidr> SPECIAL =
      List.of(
          Cidr.parse("0.0.0.0/8"),
          Cidr.parse("10.0.0.0/8"),
          Cidr.parse("100.64.0.0/10"),
          Cidr.parse("127.0.0.0/8"),
          Cidr.parse("169.254.0.0/16"),
          Cidr.parse("172.16.0.0/12"),
          Cidr.parse("192.0.0.0/24"),
          Cidr.parse("192.0.2.0/24"),
          Cidr.parse("192.88.99.0/24"),
          Cidr.parse("192.168.0.0/16"),
          Cidr.parse("198.18.0.0/15"),
          Cidr.parse("198.51.100.0/24"),
          Cidr.parse("203.0.113.0/24"),
          Cidr.parse("224.0.0.0/3"),
          Cidr.parse("2001::/23"),
          Cidr.parse("2001:db8::/32"),
          // A v4 address stands inside, which may be any of the above.
          Cidr.parse("2002::/16"),
          Cidr.parse("3fff::/20"));

  /** All that is given out of v6 so far. */
  private static final Cidr GLOBAL_V6 = Cidr.parse("2000::/3");

  private PublicAddress() {}

  public static boolean is(InetAddress address) {
    String literal = address.getHostAddress();
    return (address instanceof Inet4Address || GLOBAL_V6.contains(literal))
        && SPECIAL.stream().noneMatch(block -> block.contains(literal));
  }
}
