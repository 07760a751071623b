package io.gatehouse.guard.revocation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;

/**
 * Reads a snapshot as it streams in: one JSON array {@code [sequence,target,id,issuedBefore,
 * expiresAt]} a line, with the client behind it where it is for one alone, then one line with a
 * signed token over the digest of all lines before it.
 *
 * <p>The signature names the nonce of the question, so an old answer cannot be played back, and the
 * count, so a cut one is noticed.
 */
final class SnapshotReader {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int LONGEST_LINE = 16 * 1024;

  private final FeedReader reader;

  SnapshotReader(FeedReader reader) {
    this.reader = reader;
  }

  LedgerClient.Answer read(InputStream body, String nonce, Consumer<Revocation> sink)
      throws IOException {
    MessageDigest digest = sha256();
    InputStream in = new BufferedInputStream(body, 1 << 16);
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    long count = 0;
    while (true) {
      readLine(in, line);
      byte[] bytes = line.toByteArray();
      if (bytes.length > 0 && bytes[0] == '[') {
        digest.update(bytes);
        digest.update((byte) '\n');
        sink.accept(parse(bytes));
        count++;
      } else {
        return believe(new String(bytes, StandardCharsets.US_ASCII), nonce, count, digest.digest());
      }
    }
  }

  private LedgerClient.Answer believe(String token, String nonce, long count, byte[] digest)
      throws IOException {
    try {
      JwtClaims claims = reader.claims(token, Feed.SNAPSHOT_TYPE);
      if (!nonce.equals(claims.getStringClaimValue("nonce"))
          || count != claims.getClaimValue("count", Long.class)
          || !HexFormat.of().formatHex(digest).equals(claims.getStringClaimValue("sha256"))) {
        throw new IOException("the snapshot's signature is for another snapshot");
      }
      return new LedgerClient.Answer(
          claims.getClaimValue("epoch", Long.class),
          claims.getClaimValue("sequence", Long.class),
          claims.getClaimValue("after", Long.class));
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the snapshot is not signed as it must be: " + e.getMessage(), e);
    }
  }

  private static Revocation parse(byte[] line) throws IOException {
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() == JsonToken.START_ARRAY) {
        long sequence = json.nextLongValue(-1);
        Target target = Target.of(String.valueOf(json.nextTextValue()));
        String id = json.nextTextValue();
        long issuedBefore = json.nextLongValue(-1);
        long expiresAt = json.nextLongValue(-1);
        String client = json.nextToken() == JsonToken.VALUE_STRING ? json.getText() : null;
        JsonToken last = client == null ? json.currentToken() : json.nextToken();
        if (target != null && id != null && last == JsonToken.END_ARRAY) {
          return new Revocation(sequence, target, id, client, issuedBefore, expiresAt);
        }
      }
      throw new IOException("a line of the snapshot cannot be read");
    } catch (IllegalArgumentException e) {
      throw new IOException("a line of the snapshot cannot be read", e);
    }
  }

  private static void readLine(InputStream in, ByteArrayOutputStream line) throws IOException {
    line.reset();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the snapshot was cut off");
      }
      if (line.size() >= LONGEST_LINE) {
        throw new IOException("a line of the snapshot is too long");
      }
      line.write(c);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
