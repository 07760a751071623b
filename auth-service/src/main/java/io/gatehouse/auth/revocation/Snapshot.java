package io.gatehouse.auth.revocation;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jose4j.jwt.JwtClaims;

/**
 * Writes the difference for a verifier: a line for each live entry as it comes from the database,
 * then the signature over all of them with the asker's nonce.
 */
@Singleton
class Snapshot {

  private static final JsonStringEncoder JSON = JsonStringEncoder.getInstance();

  private final LedgerReader ledger;
  private final SecurityEvents events;
  private final InstantSource clock;

  Snapshot(LedgerReader ledger, SecurityEvents events, InstantSource clock) {
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  /**
   * @param clients whether the asker knows entries for one client; who does not turns the whole
   *     session or user away, which is too much and not too little
   */
  void write(OutputStream out, long epoch, long after, String nonce, boolean clients)
      throws IOException {
    MessageDigest digest = sha256();
    long[] count = new long[1];
    try {
      LedgerReader.Difference difference =
          ledger.difference(
              epoch,
              after,
              entry -> {
                byte[] line = line(entry, clients);
                digest.update(line);
                count[0]++;
                try {
                  out.write(line);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      JwtClaims claims = new JwtClaims();
      claims.setStringClaim("nonce", nonce);
      claims.setClaim("epoch", difference.epoch());
      claims.setClaim("sequence", difference.sequence());
      claims.setClaim("after", difference.after());
      claims.setClaim("count", count[0]);
      claims.setStringClaim("sha256", HexFormat.of().formatHex(digest.digest()));
      String signed = events.snapshot(claims, clock.instant());
      out.write((signed + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static byte[] line(LedgerEntry entry, boolean clients) {
    StringBuilder line = new StringBuilder(96);
    line.append('[').append(entry.sequence()).append(",\"").append(entry.target().word());
    line.append("\",\"");
    JSON.quoteAsString(entry.id(), line);
    line.append("\",").append(SecurityEvents.mark(entry));
    line.append(',').append(entry.expiresAt().getEpochSecond());
    if (clients && entry.client() != null) {
      line.append(",\"");
      JSON.quoteAsString(entry.client(), line);
      line.append('"');
    }
    line.append("]\n");
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
