package io.gatehouse.orders.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pages of the catalog as they are sent: in this process, behind it in Redis for all replicas,
 * behind that in PostgreSQL. Of many at once that miss, one asks.
 *
 * <p>A change makes a new generation, here and in Redis. What was being read meanwhile is kept
 * under the old one, where nobody looks any more: no order of events leaves an old page behind. A
 * message that is lost costs at most {@link #KEPT}.
 */
final class CatalogPages {

  /** How long a page is served from this process without asking anybody. */
  static final Duration KEPT = Duration.ofSeconds(30);

  private static final int PAGES = 1_000;

  private final SharedPages shared;
  private final ObjectMapper json;
  private final AtomicLong generation = new AtomicLong();
  private final Cache<Key, Sent> here =
      Caffeine.newBuilder().maximumSize(PAGES).expireAfterWrite(KEPT).build();

  private record Key(long generation, String name) {}

  /** A page, and its entity tag. */
  record Sent(String body, String etag) {}

  CatalogPages(SharedPages shared, ObjectMapper json) {
    this.shared = shared;
    this.json = json;
  }

  /**
   * The page of this name.
   *
   * @param read from PostgreSQL
   */
  Sent page(String name, Supplier<?> read) {
    return here.get(new Key(generation.get(), name), key -> miss(key.name(), read));
  }

  /** Something has changed, here or elsewhere. */
  void begin() {
    generation.incrementAndGet();
  }

  private Sent miss(String name, Supplier<?> read) {
    // Asked before the database: what is read after a change must not pass for what was before it.
    @Nullable String shelf = shared.shelf();
    String found = shelf == null ? null : shared.get(shelf, name);
    String body = found != null ? found : write(read.get());
    if (shelf != null && found == null) {
      shared.put(shelf, name, body);
    }
    return new Sent(body, tag(body));
  }

  private String write(Object page) {
    try {
      return json.writeValueAsString(page);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String tag(String body) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
      return "\"" + HexFormat.of().formatHex(hash, 0, 16) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
