package io.gatehouse.admin.session;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A store in memory that keeps the same contract as the one in Redis. */
final class InMemorySessionStore implements SessionStore {

  private record Held(Entry entry, Instant endsAt) {}

  private record Lock(String holder, Instant until) {}

  private final Map<String, Held> records = new LinkedHashMap<>();
  private final Map<String, Lock> locks = new HashMap<>();
  private final Map<String, Held> kept = new HashMap<>();
  private final List<LoginOver> over = new ArrayList<>();

  @Override
  public synchronized Uni<Boolean> create(Entry entry, Instant loginAt, Instant endsAt, int most) {
    if (over.stream().anyMatch(said -> concerns(said, entry, loginAt))) {
      return Uni.createFrom().item(false);
    }
    records.put(entry.lookup(), new Held(entry, endsAt));
    List<Entry> theirs = live(e -> e.subject().equals(entry.subject()));
    theirs.stream()
        .limit(Math.max(0, theirs.size() - most))
        .forEach(old -> records.remove(old.lookup()));
    return Uni.createFrom().item(true);
  }

  @Override
  public synchronized Uni<@Nullable Integer> endLogins(LoginOver said) {
    over.removeIf(old -> !old.forgetAfter().isAfter(Instant.now()));
    if (over.stream().anyMatch(old -> old.id().equals(said.id()))) {
      return Uni.createFrom().nullItem();
    }
    over.add(said);
    List<Entry> ended = live(entry -> concerns(said, entry, Instant.EPOCH));
    ended.forEach(entry -> end(entry.lookup()));
    return Uni.createFrom().item(ended.size());
  }

  private static boolean concerns(LoginOver said, Entry entry, Instant loginAt) {
    return said.sid() == null
        ? entry.subject().equals(said.subject())
            && loginAt.getEpochSecond() <= said.at().getEpochSecond()
        : said.sid().equals(entry.sid());
  }

  @Override
  public synchronized Uni<@Nullable Entry> find(String lookup) {
    return Uni.createFrom()
        .item(live(e -> e.lookup().equals(lookup)).stream().findFirst().orElse(null));
  }

  @Override
  public synchronized Uni<Boolean> replace(Entry entry) {
    Held held = records.get(entry.lookup());
    if (held == null || held.entry().version() != entry.version() - 1) {
      return Uni.createFrom().item(false);
    }
    Entry next =
        new Entry(
            entry.lookup(),
            entry.version(),
            held.entry().subject(),
            held.entry().sid(),
            entry.sealed(),
            held.entry().card());
    records.put(entry.lookup(), new Held(next, held.endsAt()));
    return Uni.createFrom().item(true);
  }

  @Override
  public synchronized Uni<Boolean> touch(String lookup, String card, Instant endsAt) {
    Held held = records.get(lookup);
    if (held == null) {
      return Uni.createFrom().item(false);
    }
    Entry e = held.entry();
    records.put(
        lookup,
        new Held(new Entry(lookup, e.version(), e.subject(), e.sid(), e.sealed(), card), endsAt));
    return Uni.createFrom().item(true);
  }

  @Override
  public synchronized Uni<Boolean> end(String lookup) {
    kept.keySet().removeIf(name -> name.startsWith(lookup + "/"));
    return Uni.createFrom().item(records.remove(lookup) != null);
  }

  @Override
  public synchronized Uni<List<Entry>> ofPerson(String subject) {
    return Uni.createFrom().item(live(e -> e.subject().equals(subject)));
  }

  @Override
  public synchronized Uni<List<Entry>> ofLogin(String sid) {
    return Uni.createFrom().item(live(e -> sid.equals(e.sid())));
  }

  @Override
  public synchronized Uni<List<Entry>> all() {
    return Uni.createFrom().item(live(e -> true));
  }

  @Override
  public synchronized Uni<Boolean> lock(String lookup, String holder, Duration atMost) {
    Lock lock = locks.get(lookup);
    if (lock != null && lock.until().isAfter(Instant.now())) {
      return Uni.createFrom().item(false);
    }
    locks.put(lookup, new Lock(holder, Instant.now().plus(atMost)));
    return Uni.createFrom().item(true);
  }

  @Override
  public synchronized Uni<Void> unlock(String lookup, String holder) {
    Lock lock = locks.get(lookup);
    if (lock != null && lock.holder().equals(holder)) {
      locks.remove(lookup);
    }
    return Uni.createFrom().voidItem();
  }

  @Override
  public synchronized Uni<Void> keep(String lookup, String name, String sealed, Duration atMost) {
    if (records.containsKey(lookup)) {
      kept.put(
          lookup + "/" + name,
          new Held(new Entry(lookup, 0, "", null, sealed, ""), Instant.now().plus(atMost)));
    }
    return Uni.createFrom().voidItem();
  }

  @Override
  public synchronized Uni<@Nullable String> take(String lookup, String name) {
    Held held = kept.remove(lookup + "/" + name);
    return Uni.createFrom()
        .item(held == null || held.endsAt().isBefore(Instant.now()) ? null : held.entry().sealed());
  }

  private List<Entry> live(Predicate<Entry> wanted) {
    records.values().removeIf(held -> !held.endsAt().isAfter(Instant.now()));
    return new ArrayList<>(records.values().stream().map(Held::entry).filter(wanted).toList());
  }
}
