package io.gatehouse.admin.session;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records as Redis hashes; each change of more than one key is one script, so that no reader and no
 * crash sees half of it. Commands of Redis 6.2.
 */
@ApplicationScoped
class RedisSessionStore implements SessionStore {

  private static final String PREFIX = "gatehouse:admin:";
  private static final String ALL = PREFIX + "sessions";

  /**
   * KEYS: record, person, all, login, over-login, over-person. ARGV: now, ttl, version, subject,
   * sid, sealed, card, most, lookup, second of the login.
   */
  private static final String CREATE =
      """
      local prefix = '%1$s'
      local function purge(index, upTo)
        for _, old in ipairs(redis.call('ZRANGE', index, 0, upTo)) do
          if redis.call('EXISTS', prefix .. 'session:' .. old) == 0 then
            redis.call('ZREM', index, old)
          end
        end
      end
      local lookup = ARGV[9]
      if ARGV[5] ~= '' and redis.call('EXISTS', KEYS[5]) == 1 then return 0 end
      local over = redis.call('GET', KEYS[6])
      if over and tonumber(ARGV[10]) <= tonumber(over) then return 0 end
      redis.call('HSET', KEYS[1], 'version', ARGV[3], 'subject', ARGV[4], 'sid', ARGV[5],
        'sealed', ARGV[6], 'card', ARGV[7])
      redis.call('PEXPIRE', KEYS[1], ARGV[2])
      purge(KEYS[2], -1)
      purge(KEYS[3], 19)
      redis.call('ZADD', KEYS[2], ARGV[1], lookup)
      redis.call('ZADD', KEYS[3], ARGV[1], lookup)
      if ARGV[5] ~= '' then
        purge(KEYS[4], -1)
        redis.call('ZADD', KEYS[4], ARGV[1], lookup)
        if redis.call('PTTL', KEYS[4]) < tonumber(ARGV[2]) then
          redis.call('PEXPIRE', KEYS[4], ARGV[2])
        end
      end
      local over = redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[8])
      if over > 0 then
        for _, old in ipairs(redis.call('ZRANGE', KEYS[2], 0, over - 1)) do
          redis.call('DEL', prefix .. 'session:' .. old, prefix .. 'kept:' .. old)
          redis.call('ZREM', KEYS[2], old)
          redis.call('ZREM', KEYS[3], old)
        end
      end
      return 1
      """
          .formatted(PREFIX);

  private static final String REPLACE =
      """
      if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return 0 end
      redis.call('HSET', KEYS[1], 'version', ARGV[2], 'sealed', ARGV[3])
      return 1
      """;

  private static final String TOUCH =
      """
      if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
      redis.call('HSET', KEYS[1], 'card', ARGV[1])
      redis.call('PEXPIRE', KEYS[1], ARGV[2])
      local login = '%1$slogin:' .. redis.call('HGET', KEYS[1], 'sid')
      local left = redis.call('PTTL', login)
      if left >= 0 and left < tonumber(ARGV[2]) then redis.call('PEXPIRE', login, ARGV[2]) end
      return 1
      """
          .formatted(PREFIX);

  /**
   * KEYS: said, index (of the login or the person), over (the same). ARGV: time that it is kept for
   * in ms, second in which it was said.
   */
  private static final String END_LOGINS =
      """
      local prefix = '%1$s'
      if not redis.call('SET', KEYS[1], 1, 'NX', 'PX', ARGV[1]) then return -1 end
      redis.call('SET', KEYS[3], ARGV[2], 'PX', ARGV[1])
      local ended = 0
      for _, lookup in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
        local record = prefix .. 'session:' .. lookup
        local subject = redis.call('HGET', record, 'subject')
        if subject then
          redis.call('ZREM', prefix .. 'person:' .. subject, lookup)
          redis.call('ZREM', prefix .. 'login:' .. redis.call('HGET', record, 'sid'), lookup)
          ended = ended + redis.call('DEL', record)
        end
        redis.call('DEL', prefix .. 'kept:' .. lookup)
        redis.call('ZREM', prefix .. 'sessions', lookup)
      end
      redis.call('DEL', KEYS[2])
      return ended
      """
          .formatted(PREFIX);

  private static final String END =
      """
      local prefix = '%1$s'
      local subject = redis.call('HGET', KEYS[1], 'subject')
      if not subject then return 0 end
      local sid = redis.call('HGET', KEYS[1], 'sid')
      redis.call('DEL', KEYS[1], prefix .. 'kept:' .. ARGV[1])
      redis.call('ZREM', prefix .. 'sessions', ARGV[1])
      redis.call('ZREM', prefix .. 'person:' .. subject, ARGV[1])
      redis.call('ZREM', prefix .. 'login:' .. sid, ARGV[1])
      return 1
      """
          .formatted(PREFIX);

  /** Nothing is kept for a record that is not there: what outlives its session serves nobody. */
  private static final String KEEP =
      """
      if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
      redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
      redis.call('PEXPIRE', KEYS[2], ARGV[3])
      return 1
      """;

  private static final String TAKE =
      """
      local kept = redis.call('HGET', KEYS[1], ARGV[1])
      redis.call('HDEL', KEYS[1], ARGV[1])
      return kept
      """;

  private static final String UNLOCK =
      "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return"
          + " 0";

  private final ReactiveRedisDataSource redis;

  RedisSessionStore(ReactiveRedisDataSource redis) {
    this.redis = redis;
  }

  @Override
  public Uni<Boolean> create(Entry entry, Instant loginAt, Instant endsAt, int most) {
    String sid = entry.sid() == null ? "" : entry.sid();
    return redis
        .execute(
            "EVAL",
            CREATE,
            "6",
            record(entry.lookup()),
            person(entry.subject()),
            ALL,
            login(sid),
            overLogin(sid),
            overPerson(entry.subject()),
            Long.toString(System.currentTimeMillis()),
            millisUntil(endsAt),
            Long.toString(entry.version()),
            entry.subject(),
            sid,
            entry.sealed(),
            entry.card(),
            Integer.toString(most),
            entry.lookup(),
            Long.toString(loginAt.getEpochSecond()))
        .map(RedisSessionStore::isOne);
  }

  @Override
  public Uni<@Nullable Entry> find(String lookup) {
    return redis
        .execute("HMGET", record(lookup), "version", "subject", "sid", "sealed", "card")
        .map(found -> entry(lookup, found));
  }

  @Override
  public Uni<Boolean> replace(Entry entry) {
    return redis
        .execute(
            "EVAL",
            REPLACE,
            "1",
            record(entry.lookup()),
            Long.toString(entry.version() - 1),
            Long.toString(entry.version()),
            entry.sealed())
        .map(RedisSessionStore::isOne);
  }

  @Override
  public Uni<Boolean> touch(String lookup, String card, Instant endsAt) {
    return redis
        .execute("EVAL", TOUCH, "1", record(lookup), card, millisUntil(endsAt))
        .map(RedisSessionStore::isOne);
  }

  @Override
  public Uni<Boolean> end(String lookup) {
    return redis.execute("EVAL", END, "1", record(lookup), lookup).map(RedisSessionStore::isOne);
  }

  @Override
  public Uni<@Nullable Integer> endLogins(LoginOver over) {
    String sid = over.sid();
    String subject = Objects.requireNonNullElse(over.subject(), "");
    return redis
        .execute(
            "EVAL",
            END_LOGINS,
            "3",
            PREFIX + "said:" + over.id(),
            sid == null ? person(subject) : login(sid),
            sid == null ? overPerson(subject) : overLogin(sid),
            millisUntil(over.forgetAfter()),
            Long.toString(over.at().getEpochSecond()))
        .map(answer -> answer.toInteger() < 0 ? null : answer.toInteger());
  }

  @Override
  public Uni<List<Entry>> ofPerson(String subject) {
    return list(person(subject));
  }

  @Override
  public Uni<List<Entry>> ofLogin(String sid) {
    return list(login(sid));
  }

  @Override
  public Uni<List<Entry>> all() {
    return list(ALL);
  }

  @Override
  public Uni<Boolean> lock(String lookup, String holder, Duration atMost) {
    return redis
        .execute("SET", lock(lookup), holder, "NX", "PX", Long.toString(atMost.toMillis()))
        .map(answer -> answer != null);
  }

  @Override
  public Uni<Void> unlock(String lookup, String holder) {
    return redis.execute("EVAL", UNLOCK, "1", lock(lookup), holder).replaceWithVoid();
  }

  @Override
  public Uni<Void> keep(String lookup, String name, String sealed, Duration atMost) {
    return redis
        .execute(
            "EVAL",
            KEEP,
            "2",
            record(lookup),
            kept(lookup),
            name,
            sealed,
            Long.toString(atMost.toMillis()))
        .replaceWithVoid();
  }

  @Override
  public Uni<@Nullable String> take(String lookup, String name) {
    return redis.execute("EVAL", TAKE, "1", kept(lookup), name).map(RedisSessionStore::text);
  }

  private Uni<List<Entry>> list(String index) {
    return redis
        .execute("ZRANGE", index, "0", "-1")
        .flatMap(lookups -> {
          List<Uni<@Nullable Entry>> finds = new ArrayList<>();
          for (Response lookup : lookups) {
            finds.add(find(lookup.toString()));
          }
          if (finds.isEmpty()) {
            return Uni.createFrom().item(List.<Entry>of());
          }
          return Uni.join()
              .all(finds)
              .andFailFast()
              .map(found -> found.stream().filter(e -> e != null).map(e -> (Entry) e).toList());
        });
  }

  private static @Nullable Entry entry(String lookup, Response found) {
    String version = text(found.get(0));
    String subject = text(found.get(1));
    String sid = text(found.get(2));
    String sealed = text(found.get(3));
    String card = text(found.get(4));
    if (version == null || subject == null || sealed == null || card == null) {
      return null;
    }
    return new Entry(
        lookup,
        Long.parseLong(version),
        subject,
        sid == null || sid.isEmpty() ? null : sid,
        sealed,
        card);
  }

  private static @Nullable String text(@Nullable Response response) {
    return response == null ? null : response.toString();
  }

  private static boolean isOne(Response response) {
    return response.toInteger() == 1;
  }

  private static String millisUntil(Instant end) {
    return Long.toString(Math.max(1, end.toEpochMilli() - System.currentTimeMillis()));
  }

  private static String record(String lookup) {
    return PREFIX + "session:" + lookup;
  }

  private static String kept(String lookup) {
    return PREFIX + "kept:" + lookup;
  }

  private static String lock(String lookup) {
    return PREFIX + "lock:" + lookup;
  }

  private static String person(String subject) {
    return PREFIX + "person:" + subject;
  }

  private static String login(String sid) {
    return PREFIX + "login:" + sid;
  }

  private static String overLogin(String sid) {
    return PREFIX + "over-login:" + sid;
  }

  private static String overPerson(String subject) {
    return PREFIX + "over-person:" + subject;
  }
}
