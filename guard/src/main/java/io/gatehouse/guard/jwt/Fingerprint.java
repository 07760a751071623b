package io.gatehouse.guard.jwt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 of a credential: what it is remembered under, so that a heap dump of a memory holds no
 * credential that could be used.
 */
public record Fingerprint(long a, long b, long c, long d) {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** One digest for each thread: making one costs more than the hash. */
  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(() -> {
        try {
          return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
          throw new IllegalStateException("Every JVM has SHA-256", e);
        }
      });

  public static Fingerprint of(String credential) {
    byte[] hash = DIGEST.get().digest(credential.getBytes(StandardCharsets.UTF_8));
    return new Fingerprint(
        (long) LONGS.get(hash, 0),
        (long) LONGS.get(hash, 8),
        (long) LONGS.get(hash, 16),
        (long) LONGS.get(hash, 24));
  }
}
