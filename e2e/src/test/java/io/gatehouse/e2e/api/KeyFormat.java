package io.gatehouse.e2e.api;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The written form of a key from design.md 4.1, told a second time so that a slip would show. */
public final class KeyFormat {

  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int PREFIX = 8;
  private static final int ID = 16;
  private static final int CHECKSUM = 6;

  private KeyFormat() {}

  /** The same key with one character of its secret changed, as a slip of the finger would. */
  public static String mistyped(String key) {
    return swap(key, PREFIX + ID + 5);
  }

  /** The same key id with another secret, and a checksum that fits. */
  public static String withAnotherSecret(String key) {
    return sealed(swap(key, PREFIX + ID + 5));
  }

  /** A key of the right form whose id nobody has. */
  public static String withAnotherId(String key) {
    return sealed(swap(key, PREFIX + 3));
  }

  private static String swap(String key, int at) {
    char other = key.charAt(at) == 'x' ? 'y' : 'x';
    return key.substring(0, at) + other + key.substring(at + 1);
  }

  private static String sealed(String key) {
    String body = key.substring(0, key.length() - CHECKSUM);
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    StringBuilder sum = new StringBuilder();
    for (long rest = crc.getValue(); sum.length() < CHECKSUM; rest /= 62) {
      sum.insert(0, BASE62.charAt((int) (rest % 62)));
    }
    return body + sum;
  }
}
