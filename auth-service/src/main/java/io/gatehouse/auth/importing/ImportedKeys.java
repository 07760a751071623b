package io.gatehouse.auth.importing;

import io.gatehouse.auth.key.ImportedSecrets;
import io.gatehouse.auth.key.KeyVerdict;
import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.guard.problem.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a text that may be another system's key. A fast hash is found by an index. A slow
 * one is computed only for a text with the prefix of a key that was never used here, and only so
 * many at once: else whoever knows a prefix could keep every core busy. First use makes it ours.
 */
@ApplicationScoped
public class ImportedKeys {

  private static final int SHORTEST = 16;
  private static final int LONGEST = 256;

  private final ImportedKeyStore store;
  private final ForeignDigests digests;
  private final ImportedSecrets secrets;
  private final Semaphore slowHashes;

  ImportedKeys(
      ImportedKeyStore store,
      ForeignDigests digests,
      ImportedSecrets secrets,
      ImportConfig config) {
    this.store = store;
    this.digests = digests;
    this.secrets = secrets;
    this.slowHashes = new Semaphore(config.slowHashesAtOnce());
  }

  /**
   * The verdict on this text; not proved for one of our own form.
   *
   * @throws SQLException if the database is away: that is no verdict
   */
  public KeyVerdict verify(String text) throws SQLException {
    if (!mayBeImported(text)) {
      return new KeyVerdict.NotProved();
    }
    List<byte[]> lookups = new ArrayList<>(secrets.lookups(text));
    lookups.addAll(digests.lookups(text));
    ImportedKeyStore.Row row = store.byLookup(lookups);
    if (row == null) {
      row = bySlowHash(text);
    }
    if (row == null) {
      return new KeyVerdict.NotProved();
    }
    String pepper = secrets.pepper();
    if (!pepper.equals(row.pepperVersion())) {
      // In this order: found by the other system's hash until the key knows its secret.
      secrets.adopt(row.keyId(), text);
      store.adopt(row.keyId(), secrets.lookup(pepper, text), pepper);
    }
    return secrets.verify(row.keyId(), text);
  }

  private static boolean mayBeImported(String text) {
    return text.length() >= SHORTEST
        && text.length() <= LONGEST
        && !ApiKey.looksLike(text)
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private ImportedKeyStore.@Nullable Row bySlowHash(String text) throws SQLException {
    List<ImportedKeyStore.Row> candidates = store.byPrefix(text);
    if (candidates.isEmpty()) {
      return null;
    }
    if (!slowHashes.tryAcquire()) {
      throw ErrorCode.DEPENDENCY_UNAVAILABLE.because(
          "Too many imported keys are used for the first time at once. Try again shortly.");
    }
    try {
      for (ImportedKeyStore.Row row : candidates) {
        if (row.slowHash() != null && SlowHash.matches(row.slowHash(), text)) {
          return row;
        }
      }
      return null;
    } finally {
      slowHashes.release();
    }
  }
}
