package io.gatehouse.auth.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One record before it is hashed.
 *
 * @param at in microseconds, as the database keeps it
 * @param before JSON text, exactly as it is stored
 */
record AuditEntry(
    long sequence,
    Instant at,
    String action,
    String target,
    String targetId,
    Actor actor,
    @Nullable String before,
    @Nullable String after) {

  /** The hash of the record before the first. */
  static final byte[] GENESIS = new byte[32];

  /**
   * SHA-256 over the hash before and each member, every one with its length: without it, text could
   * be moved from one member to the next and the hash would stay.
   */
  byte[] hash(byte[] previous) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(previous);
      out.writeLong(sequence);
      out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
      for (String member :
          new @Nullable String[] {
            action,
            target,
            targetId,
            actor.subject(),
            actor.name(),
            actor.origin(),
            actor.client(),
            actor.address(),
            actor.traceId(),
            before,
            after
          }) {
        byte[] text = member == null ? new byte[0] : member.getBytes(StandardCharsets.UTF_8);
        out.writeInt(member == null ? -1 : text.length);
        out.write(text);
      }
      return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
