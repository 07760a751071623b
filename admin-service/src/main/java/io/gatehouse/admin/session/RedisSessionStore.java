package io.gatehouse.admin.session;

import static io.gatehouse.admin.session.SessionScripts.PREFIX;

import io.gatehouse.guard.credential.OwnContext;
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
 * crash sees half of it.
 */
@ApplicationScoped
class RedisSessionStore implements SessionStore {

  private static final String ALL = PREFIX + "sessions";

  /** A Redis that hangs is one that is away. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Records that one list reads at once: a page must not take every connection there is. */
  private static final int AT_ONCE = 4;

  private final ReactiveRedisDataSource redis;

  RedisSessionStore(ReactiveRedisDataSource redis) {
    this.redis = redis;
  }

  @Override
  public Uni<Boolean> create(Entry entry, Instant loginAt, Instant endsAt, int most) {
    String sid = entry.sid() == null ? "" : entry.sid();
    return ask(
            "EVAL",
            SessionScripts.CREATE,
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
    return ask("HMGET", record(lookup), "version", "subject", "sid", "sealed", "card")
        .map(found -> entry(lookup, found));
  }

  @Override
  public Uni<Boolean> replace(Entry entry) {
    return ask(
            "EVAL",
            SessionScripts.REPLACE,
            "1",
            record(entry.lookup()),
            Long.toString(entry.version() - 1),
            Long.toString(entry.version()),
            entry.sealed())
        .map(RedisSessionStore::isOne);
  }

  @Override
  public Uni<Boolean> touch(String lookup, String card, Instant endsAt) {
    return ask("EVAL", SessionScripts.TOUCH, "1", record(lookup), card, millisUntil(endsAt))
        .map(RedisSessionStore::isOne);
  }

  @Override
  public Uni<Boolean> end(String lookup) {
    return ask("EVAL", SessionScripts.END, "1", record(lookup), lookup)
        .map(RedisSessionStore::isOne);
  }

  @Override
  public Uni<@Nullable Integer> endLogins(LoginOver over) {
    String sid = over.sid();
    String subject = Objects.requireNonNullElse(over.subject(), "");
    return ask(
            "EVAL",
            SessionScripts.END_LOGINS,
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
    return ask("SET", lock(lookup), holder, "NX", "PX", Long.toString(atMost.toMillis()))
        .map(answer -> answer != null);
  }

  @Override
  public Uni<Void> unlock(String lookup, String holder) {
    return ask("EVAL", SessionScripts.UNLOCK, "1", lock(lookup), holder).replaceWithVoid();
  }

  @Override
  public Uni<Void> keep(String lookup, String name, String sealed, Duration atMost) {
    return ask(
            "EVAL",
            SessionScripts.KEEP,
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
    return ask("EVAL", SessionScripts.TAKE, "1", kept(lookup), name).map(RedisSessionStore::text);
  }

  /** The answer, on the event loop of who asks; fails if there is none in time. */
  private Uni<Response> ask(String command, String... arguments) {
    return Uni.createFrom()
        .deferred(() ->
            OwnContext.resume(redis.execute(command, arguments).ifNoItem().after(PATIENCE).fail()));
  }

  private Uni<List<Entry>> list(String index) {
    return ask("ZRANGE", index, "0", "-1")
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
              .usingConcurrencyOf(AT_ONCE)
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
