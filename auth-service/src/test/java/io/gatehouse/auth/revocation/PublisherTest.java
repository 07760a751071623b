package io.gatehouse.auth.revocation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** Publishers of two replicas over one PostgreSQL and one Redis. Tokens are plain text here. */
class PublisherTest {

  private static final String STREAM = "test:revocations";
  private static EmbeddedPostgres postgres;
  private static DataSource database;
  private static final Vertx vertx = Vertx.vertx();

  private final LedgerStore store = new LedgerStore();
  private LedgerConfig config = keeping("PT10M");
  private final List<Publisher> running = new ArrayList<>();
  private int port;
  private RedisServer server;
  private Redis redis;

  /** Writes records as {@code name r epoch sequence} and heartbeats as {@code name h …}. */
  private static final class Plain implements FeedEvents {
    final String name;
    volatile boolean frozen;

    Plain(String name) {
      this.name = name;
    }

    @Override
    public String revocation(LedgerEntry entry) {
      thaw();
      return name + " r " + entry.epoch() + " " + entry.sequence();
    }

    @Override
    public String heartbeat(long epoch, long sequence, Instant at) {
      thaw();
      return name + " h " + epoch + " " + sequence;
    }

    private void thaw() {
      while (frozen) {
        Thread.onSpinWait();
        try {
          Thread.sleep(10);
        } catch (InterruptedException e) {
          frozen = false;
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = EmbeddedPostgres.builder().start();
    database = postgres.getPostgresDatabase();
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
    vertx.close();
  }

  @BeforeEach
  void start() throws Exception {
    sql("drop schema public cascade; create schema public");
    sql(migration("V20__revocations"));
    sql(migration("V153__revocations_at_one_client"));
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    startRedis();
    redis = Redis.createClient(vertx, "redis://localhost:" + port);
  }

  @AfterEach
  void stop() throws IOException {
    running.forEach(Publisher::close);
    redis.close();
    server.stop();
  }

  private void startRedis() throws IOException {
    server = RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
    server.start();
  }

  private static String migration(String name) throws IOException {
    return new String(
        PublisherTest.class.getResourceAsStream("/db/migration/" + name + ".sql").readAllBytes(),
        StandardCharsets.UTF_8);
  }

  private static void sql(String text) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private static LedgerConfig keeping(String time) {
    return new SmallRyeConfigBuilder()
        .withMapping(LedgerConfig.class)
        .withDefaultValue("gatehouse.ledger.heartbeat-every", "PT0.2S")
        .withDefaultValue("gatehouse.ledger.stream-keeps", time)
        .build()
        .getConfigMapping(LedgerConfig.class);
  }

  private Publisher publisher(Plain events) {
    Publisher publisher =
        new Publisher(
            events.name,
            database,
            redis,
            STREAM,
            store,
            events,
            PublisherTest::headOf,
            config,
            InstantSource.system());
    running.add(publisher);
    publisher.start();
    return publisher;
  }

  private static LedgerStore.@Nullable Head headOf(String token) {
    String[] parts = token.split(" ");
    return parts.length == 4
        ? new LedgerStore.Head(Long.parseLong(parts[2]), Long.parseLong(parts[3]))
        : null;
  }

  private void revoke() throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      LedgerStore.Head head = store.lockHead(connection);
      Instant now = Instant.now();
      store.insert(
          connection,
          new LedgerEntry(
              head.sequence() + 1,
              head.epoch(),
              Target.TOKEN,
              "t" + head.sequence(),
              null,
              "test",
              "test",
              now,
              null,
              now.plusSeconds(3600)),
          null);
      connection.commit();
    }
  }

  private List<String> tokens() {
    List<String> tokens = new ArrayList<>();
    Response all = send(Command.XRANGE, STREAM, "-", "+");
    for (Response entry : all) {
      tokens.add(entry.get(1).get(1).toString());
    }
    return tokens;
  }

  private Response send(Command command, Object... args) {
    Request request = Request.cmd(command);
    for (Object arg : args) {
      request.arg(arg.toString());
    }
    try {
      return redis.send(request).toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<Long> records() {
    return tokens().stream()
        .filter(token -> token.split(" ")[1].equals("r"))
        .map(token -> Long.parseLong(token.split(" ")[3]))
        .toList();
  }

  private static List<Long> upTo(long n) {
    return LongStream.rangeClosed(1, n).boxed().toList();
  }

  @Test
  void commitIsOnTheStreamAtOnce() throws SQLException {
    Publisher a = publisher(new Plain("a"));
    await().until(a::leading);
    await().until(() -> !tokens().isEmpty());
    long started = System.nanoTime();
    revoke();
    await().pollInterval(Duration.ofMillis(1)).until(() -> records().size() == 1);
    long millis = (System.nanoTime() - started) / 1_000_000;
    assertTrue(millis < 150, "woken by the commit and not by a timer: " + millis + " ms");
  }

  @Test
  void onlyOneReplicaPublishesAndGracefulEndHandsOver() throws SQLException {
    Publisher a = publisher(new Plain("a"));
    await().until(a::leading);
    Publisher b = publisher(new Plain("b"));
    for (int i = 0; i < 20; i++) {
      revoke();
    }
    await().until(() -> records().size() == 20);
    assertFalse(b.leading());
    assertTrue(tokens().stream().allMatch(token -> token.startsWith("a ")));
    a.close();
    revoke();
    await().atMost(Duration.ofSeconds(2)).until(() -> records().size() == 21);
    assertTrue(tokens().getLast().startsWith("b "));
    assertEquals(upTo(21), records());
  }

  @Test
  void frozenPublisherIsReplacedWithinThreeSecondsAndWritesNothingWhenItThaws()
      throws SQLException {
    Plain frozen = new Plain("a");
    Publisher a = publisher(frozen);
    await().until(a::leading);
    revoke();
    await().until(() -> records().size() == 1);
    Publisher b = publisher(new Plain("b"));
    frozen.frozen = true;
    await().atMost(Duration.ofSeconds(1)).until(() -> !b.leading());
    revoke();
    await()
        .atMost(Duration.ofSeconds(3))
        .until(() -> tokens().stream().anyMatch(token -> token.startsWith("b r")));
    frozen.frozen = false;
    await().until(() -> !a.leading());
    for (int i = 0; i < 5; i++) {
      revoke();
    }
    await().until(() -> records().contains(7L));
    List<String> all = tokens();
    int taken = all.indexOf(all.stream().filter(t -> t.startsWith("b ")).findFirst().orElseThrow());
    assertTrue(all.subList(taken, all.size()).stream().allMatch(t -> t.startsWith("b ")), "" + all);
    // What the first one had not noted as sent may come twice; verifiers know it by its sequence.
    assertEquals(upTo(7), records().stream().distinct().toList());
  }

  @Test
  void withRedisAwayTheOutboxWaitsAndIsSentInOrderWhenItIsBack() throws Exception {
    Publisher a = publisher(new Plain("a"));
    await().until(a::leading);
    revoke();
    await().until(() -> records().size() == 1);
    server.stop();
    for (int i = 0; i < 10; i++) {
      revoke();
    }
    startRedis();
    await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> records().size() >= 10);
    assertEquals(LongStream.rangeClosed(2, 11).boxed().toList(), records());
  }

  @Test
  void ledgerThatIsBehindWhatWasPublishedBeginsANewEpoch() throws SQLException {
    Publisher a = publisher(new Plain("a"));
    for (int i = 0; i < 3; i++) {
      revoke();
    }
    await().until(() -> tokens().stream().anyMatch(token -> token.endsWith(" 3")));
    a.close();
    long epoch = Long.parseLong(tokens().getLast().split(" ")[2]);
    // As a restored backup has it.
    sql("delete from revocation where sequence > 1; update revocation_head set sequence = 1");
    publisher(new Plain("b"));
    await().until(() -> tokens().getLast().startsWith("b h"));
    String[] beat = tokens().getLast().split(" ");
    assertTrue(Long.parseLong(beat[2]) > epoch);
    assertEquals("1", beat[3]);
  }

  /** By age alone: what is younger stays, however much it is. */
  @Test
  void whatIsOlderThanTheStreamKeepsIsTrimmedAndNothingYounger() throws Exception {
    Publisher a = publisher(new Plain("a"));
    for (int i = 0; i < 500; i++) {
      revoke();
    }
    await().until(() -> records().size() == 500);
    a.close();

    config = keeping("PT0.5S");
    publisher(new Plain("b"));

    // Redis trims by nodes of a hundred entries: the last old ones stay with younger ones.
    await().atMost(Duration.ofSeconds(15)).until(() -> records().size() < 100);
    assertTrue(tokens().getLast().startsWith("b h"));
  }

  @Test
  void streamThatSomebodySpoiltIsBegunAnew() throws SQLException {
    Publisher a = publisher(new Plain("a"));
    await().until(a::leading);
    send(Command.XADD, STREAM, "18446744073709551615-18446744073709551615", "set", "x h 0 0");
    send(Command.SET, "{" + STREAM + "}:term", "1000000");
    revoke();
    await().atMost(Duration.ofSeconds(10)).until(() -> records().equals(upTo(1)));
    send(Command.SET, "{" + STREAM + "}:term", "9e300");
    revoke();
    await().atMost(Duration.ofSeconds(10)).until(() -> records().contains(2L));
    send(Command.DEL, STREAM);
    send(Command.SET, STREAM, "no stream");
    revoke();
    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .ignoreExceptionsMatching(e -> e instanceof AssertionError)
        .until(() -> "stream".equals(send(Command.TYPE, STREAM).toString()));
  }
}
