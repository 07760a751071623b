package io.gatehouse.guard.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A block of addresses in CIDR notation, v4 or v6 (RFC 4632 §3.1, RFC 4291 §2.3). */
public final class Cidr {

  private final byte[] network;
  private final int prefix;
  private final String text;

  private Cidr(byte[] network, int prefix, String text) {
    this.network = network;
    this.prefix = prefix;
    this.text = text;
  }

  /**
   * Parses {@code 203.0.113.0/24} or {@code 2001:db8::/32}; a bare address is itself alone.
   *
   * @throws IllegalArgumentException if it is neither; host names are never looked up
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = literal(slash < 0 ? text : text.substring(0, slash));
    int bits = address.length * 8;
    int prefix = slash < 0 ? bits : number(text.substring(slash + 1));
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException("prefix length of a CIDR block");
    }
    return new Cidr(address, prefix, text);
  }

  /** Whether the address, written as a literal, is in this block. */
  public boolean contains(String address) {
    byte[] candidate;
    try {
      candidate = literal(address);
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (candidate.length != network.length) {
      return false;
    }
    int whole = prefix / 8;
    if (Arrays.mismatch(candidate, 0, whole, network, 0, whole) >= 0) {
      return false;
    }
    int rest = prefix % 8;
    return rest == 0 || ((candidate[whole] ^ network[whole]) & (0xff << (8 - rest)) & 0xff) == 0;
  }

  /** Bytes of a literal; a v4 address written as v6 ({@code ::ffff:a.b.c.d}) is the v4 address. */
  private static byte[] literal(String text) {
    int zone = text.indexOf('%');
    String address = zone < 0 ? text : text.substring(0, zone);
    boolean v6 = address.indexOf(':') >= 0;
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean hex = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      // Anything else would be looked up as a name.
      if (!(digit || c == '.' || (v6 && (hex || c == ':')))) {
        throw new IllegalArgumentException("not an IP address");
      }
    }
    if (!v6 && address.split("\\.", -1).length != 4) {
      throw new IllegalArgumentException("not an IP address");
    }
    try {
      return InetAddress.getByName(v6 ? "[" + address + "]" : address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IP address", e);
    }
  }

  private static int number(String text) {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("prefix length of a CIDR block");
    }
    return Integer.parseInt(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cidr that
        && prefix == that.prefix
        && Arrays.equals(network, that.network);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(network) + prefix;
  }

  @Override
  public String toString() {
    return text;
  }
}
