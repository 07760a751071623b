package io.gatehouse.bench.keys;

import io.gatehouse.guard.apikey.ApiKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Fills auth-service's tables with keys, a thousand for each partner, as if the service had made
 * them: each has its hash under the pepper, so that each could be used. The texts of some are kept.
 */
final class KeyTable {

  private static final int KEYS_OF_A_PARTNER = 1_000;
  private static final int ROWS_AT_ONCE = 2_000;

  /** Not so long ago that all would be told of as unused. */
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private final byte[] pepper;
  private final SecureRandom random = new Quick(20_260_101);

  KeyTable(byte[] pepper) {
    this.pepper = pepper;
  }

  /**
   * Loads keys by COPY.
   *
   * @param sample how many of them are returned, spread evenly over the table
   */
  List<ApiKey> load(String jdbcUrl, int keys, int sample)
      throws SQLException, IOException, GeneralSecurityException {
    List<ApiKey> kept = new ArrayList<>(sample);
    try (Connection connection = DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      // Whole rows of one origin: what a constraint would say of each is known.
      statement.execute("set session_replication_role = replica");
      statement.execute(
          """
          insert into partner (id, name, contact_email, scopes, metadata, created_at, created_by,
            updated_at, version)
          select 'bench-' || n, 'bench ' || n, 'bench@example.org', '{orders:read,orders:write}',
            '{}', '%1$s', 'bench', '%1$s', 0 from generate_series(0, %2$d) n
          """
              .formatted(NOW, keys / KEYS_OF_A_PARTNER));
      int every = Math.max(1, keys / sample);
      for (int from = 0; from < keys; from += ROWS_AT_ONCE) {
        List<ApiKey> batch = new ArrayList<>(ROWS_AT_ONCE);
        for (int i = from; i < Math.min(keys, from + ROWS_AT_ONCE); i++) {
          ApiKey key = ApiKey.generate("live", random);
          batch.add(key);
          if (i % every == 0 && kept.size() < sample) {
            kept.add(key);
          }
        }
        copy(connection, batch, from);
      }
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute("vacuum analyze api_key");
      statement.execute("vacuum analyze api_key_version");
      statement.execute("vacuum analyze partner");
    }
    return kept;
  }

  private void copy(Connection connection, List<ApiKey> batch, int from)
      throws SQLException, GeneralSecurityException {
    StringBuilder rows = new StringBuilder();
    StringBuilder secrets = new StringBuilder();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(pepper, "HmacSHA256"));
    for (int i = 0; i < batch.size(); i++) {
      ApiKey key = batch.get(i);
      rows.append(key.id())
          .append("\tbench-")
          .append((from + i) / KEYS_OF_A_PARTNER)
          .append("\tkey ")
          .append(from + i)
          .append("\tlive\t{orders:read}\t{}\t{}\ttrue\t")
          .append(NOW)
          .append("\tbench\t")
          .append(NOW)
          .append("\t0\n");
      mac.update((key.environment() + '_' + key.id()).getBytes(StandardCharsets.US_ASCII));
      byte[] hash = mac.doFinal(key.secret().getBytes(StandardCharsets.US_ASCII));
      secrets
          .append(key.id())
          .append("\t1\t1\t\\\\x")
          .append(HexFormat.of().formatHex(hash))
          .append('\t')
          .append(NOW)
          .append('\n');
    }
    copy(
        connection,
        "copy api_key (id, partner_id, name, environment, scopes, allowed_cidrs, metadata, enabled,"
            + " created_at, created_by, updated_at, version) from stdin",
        rows);
    copy(
        connection,
        "copy api_key_version (key_id, number, pepper_version, hash, created_at) from stdin",
        secrets);
  }

  private static void copy(Connection connection, String into, StringBuilder rows)
      throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(into);
    byte[] bytes = rows.toString().getBytes(StandardCharsets.US_ASCII);
    copy.writeToCopy(bytes, 0, bytes.length);
    copy.endCopy();
  }

  /** A million real secrets would take a minute; nobody needs these to be secret. */
  @SuppressWarnings("serial")
  private static final class Quick extends SecureRandom {
    private final SplittableRandom random;

    Quick(long seed) {
      this.random = new SplittableRandom(seed);
    }

    @Override
    public int nextInt(int bound) {
      return random.nextInt(bound);
    }
  }
}
