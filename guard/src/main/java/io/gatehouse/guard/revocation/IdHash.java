package io.gatehouse.guard.revocation;

import java.security.SecureRandom;

/**
 * SipHash-1-3 with 128 bits of output (Aumasson and Bernstein, 2012) over the UTF-16 units of an
 * id, keyed afresh in each process.
 *
 * <p>The copy keeps these instead of the ids: 16 bytes each, whatever their length. With a million
 * entries a false match has a chance below 2<sup>-100</sup> per check; the key keeps an attacker
 * who can choose ids from making entries collide.
 */
final class IdHash {

  private final long k0;
  private final long k1;

  IdHash() {
    SecureRandom random = new SecureRandom();
    this.k0 = random.nextLong();
    this.k1 = random.nextLong();
  }

  /** Two words; {@code high} is never 0, which marks a free slot. */
  record Value(long high, long low) {}

  /** Of no target: what a client's name is hashed as to be joined to another id. */
  private static final int AT_CLIENT = 0x7f;

  Value of(Target target, String id) {
    return of(target.ordinal(), id);
  }

  /** Of a session or user at one client: both hashes together, so that no text need be made. */
  Value at(Value whose, String client) {
    Value where = of(AT_CLIENT, client);
    long high = whose.high ^ where.high;
    return new Value(high == 0 ? 1 : high, whose.low ^ where.low);
  }

  private Value of(int kind, String id) {
    long v0 = k0 ^ 0x736f6d6570736575L;
    long v1 = k1 ^ 0x646f72616e646f6dL ^ 0xee;
    long v2 = k0 ^ 0x6c7967656e657261L;
    long v3 = k1 ^ 0x7465646279746573L;
    int length = id.length();
    int words = length / 4 + 1;
    for (int w = 0, i = 0; w <= words; w++) {
      long m = 0;
      if (w == words) {
        m = ((long) kind << 56) | length;
      } else {
        for (int shift = 0; shift < 64 && i < length; shift += 16, i++) {
          m |= (long) id.charAt(i) << shift;
        }
      }
      v3 ^= m;
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32) + v3;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 = Long.rotateLeft(v2, 32);
      v0 ^= m;
    }
    v2 ^= 0xee;
    long high = 0;
    for (int half = 0; half < 2; half++) {
      for (int round = 0; round < 3; round++) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32) + v3;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
      }
      if (half == 0) {
        high = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xdd;
      }
    }
    return new Value(high == 0 ? 1 : high, v0 ^ v1 ^ v2 ^ v3);
  }
}
