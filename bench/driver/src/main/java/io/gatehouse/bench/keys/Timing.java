package io.gatehouse.bench.keys;

import io.gatehouse.guard.apikey.ApiKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether time tells an unknown key id from a wrong secret, and that from a wrong secret of a
 * revoked key: asked at {@code GET /verify}, which judges each request anew, over a few connections
 * on this machine. Nobody outside can sit closer.
 */
final class Timing {

  /** Beyond it two means are held to differ: one in a hundred thousand by chance. */
  static final double BOUND = 4.5;

  /** Each refusal waits for its beat: one asker alone would take a quarter of an hour. */
  private static final int ASKERS = 4;

  private static final int WARM_UP = 20_000;
  private static final int IDS = 64;
  private static final int SECRETS = 64;
  private static final String PATH = "/verify?audience=bench&scope=orders:read";

  private enum Kind {
    UNKNOWN_ID("unknown id"),
    WRONG_SECRET("wrong secret"),
    REVOKED_WRONG_SECRET("revoked key, wrong secret"),
    /** To see that the test can see: refused with no look into the table. */
    BAD_CHECKSUM("bad checksum (control)");

    final String title;
    final Sample sample = new Sample();
    final List<byte[]> requests = new ArrayList<>();

    Kind(String title) {
      this.title = title;
    }
  }

  private final Scene scene;
  private final int samples;
  private final SecureRandom secure = new SecureRandom();

  Timing(Scene scene, int samples) {
    this.scene = scene;
    this.samples = samples;
  }

  void run() throws IOException, InterruptedException {
    prepare();
    scene.pin();
    List<Asker> askers = Stream.generate(Asker::new).limit(ASKERS).toList();
    askers.forEach(Thread::start);
    for (Asker asker : askers) {
      asker.join();
      asker.takeOver();
    }
  }

  /** Asks over a connection of its own, in an order of its own. */
  private final class Asker extends Thread {
    private final Map<Kind, Sample> samples = new EnumMap<>(Kind.class);
    private @Nullable IOException fault;

    @Override
    public void run() {
      SplittableRandom random = new SplittableRandom();
      Kind[] kinds = Kind.values();
      for (Kind kind : kinds) {
        samples.put(kind, new Sample());
      }
      int warmUp = WARM_UP / ASKERS;
      try (Line line = new Line(scene.auth())) {
        for (int i = 0; i < warmUp + Timing.this.samples * kinds.length / ASKERS; i++) {
          Kind kind = kinds[random.nextInt(kinds.length)];
          byte[] request = kind.requests.get(random.nextInt(kind.requests.size()));
          long took = line.time(request, 401);
          if (i >= warmUp) {
            Objects.requireNonNull(samples.get(kind)).add(took);
          }
        }
      } catch (IOException e) {
        fault = e;
      }
    }

    void takeOver() throws IOException {
      if (fault != null) {
        throw fault;
      }
      samples.forEach((kind, sample) -> kind.sample.addAll(sample));
    }
  }

  private void prepare() throws IOException {
    String admin = scene.adminToken();
    List<ApiKey> known = scene.sample().subList(0, IDS);
    List<ApiKey> revoked = scene.sample().subList(IDS, 2 * IDS);
    try (Line line = new Line(scene.auth())) {
      for (ApiKey key : revoked) {
        line.time(
            Line.post(
                "/v1/keys/" + key.id() + "/revoke",
                admin,
                "application/json",
                "{\"reason\":\"-\"}"),
            200);
      }
    }
    for (int id = 0; id < IDS; id++) {
      String nobodys = ApiKey.generate("live", secure).id();
      for (int secret = 0; secret < SECRETS; secret++) {
        add(Kind.UNKNOWN_ID, nobodys);
        add(Kind.WRONG_SECRET, known.get(id).id());
        add(Kind.REVOKED_WRONG_SECRET, revoked.get(id).id());
        String text = ApiKey.generate("live", nobodys, secure).reveal();
        char last = text.charAt(text.length() - 1);
        Kind.BAD_CHECKSUM.requests.add(
            Line.get(PATH, text.substring(0, text.length() - 1) + (last == 'x' ? 'y' : 'x')));
      }
    }
  }

  private void add(Kind kind, String id) {
    kind.requests.add(Line.get(PATH, ApiKey.generate("live", id, secure).reveal()));
  }

  String markdown() {
    StringBuilder out =
        new StringBuilder("| what comes | samples | mean | p50 | p99 |\n|---|---|---|---|---|\n");
    Sample all = new Sample();
    for (Kind kind : Kind.values()) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %.1f µs | %.1f µs | %.1f µs |%n",
              kind.title,
              kind.sample.size(),
              kind.sample.mean() / 1e3,
              kind.sample.percentile(0.5) / 1e3,
              kind.sample.percentile(0.99) / 1e3));
      if (kind != Kind.BAD_CHECKSUM) {
        all.addAll(kind.sample);
      }
    }
    // Collections and the machine's other work make a few answers very late, and those few would
    // hide a difference: without them the test is sharper.
    long most = all.percentile(0.9);
    out.append("\n| pair | t, all | t, without the slowest tenth |\n|---|---|---|\n");
    pair(out, Kind.UNKNOWN_ID, Kind.WRONG_SECRET, most);
    pair(out, Kind.UNKNOWN_ID, Kind.REVOKED_WRONG_SECRET, most);
    pair(out, Kind.WRONG_SECRET, Kind.REVOKED_WRONG_SECRET, most);
    pair(out, Kind.UNKNOWN_ID, Kind.BAD_CHECKSUM, most);
    return out.toString();
  }

  /** Whether no pair can be told apart. */
  boolean passed() {
    Sample all = new Sample();
    List<Kind> kinds = List.of(Kind.UNKNOWN_ID, Kind.WRONG_SECRET, Kind.REVOKED_WRONG_SECRET);
    kinds.forEach(kind -> all.addAll(kind.sample));
    long most = all.percentile(0.9);
    for (Kind one : kinds) {
      for (Kind other : kinds) {
        if (Math.abs(Sample.welch(one.sample, other.sample)) >= BOUND
            || Math.abs(Sample.welch(one.sample.cropped(most), other.sample.cropped(most)))
                >= BOUND) {
          return false;
        }
      }
    }
    return true;
  }

  private static void pair(StringBuilder out, Kind one, Kind other, long most) {
    out.append(
        String.format(
            Locale.ROOT,
            "| %s / %s | %.2f | %.2f |%n",
            one.title,
            other.title,
            Sample.welch(one.sample, other.sample),
            Sample.welch(one.sample.cropped(most), other.sample.cropped(most))));
  }
}
