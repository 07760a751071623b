package io.gatehouse.bench.keys;

import io.gatehouse.guard.apikey.ApiKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** How long a key takes to be verified: known, and seen for the first time among a million. */
final class Verification {

  private static final int WARM = 1_000;

  /** Rounds before the first that counts. */
  private static final int WARM_UP = 5;

  /**
   * A row of the table.
   *
   * @param against the row that checks nothing, in the same kind of process
   */
  private static final class Row {
    final String title;
    final int port;
    final Supplier<byte[]> request;
    final int against;
    final Sample all = new Sample();
    final List<Long> medians = new ArrayList<>();

    Row(String title, int port, Supplier<byte[]> request, int against) {
      this.title = title;
      this.port = port;
      this.request = request;
      this.against = against;
    }
  }

  private final Scene scene;
  private final List<Row> rows = new ArrayList<>();
  private final int rounds;
  private final int requests;

  Verification(Scene scene, int rounds, int requests) {
    this.scene = scene;
    this.rounds = rounds;
    this.requests = requests;
    String service = scene.serviceToken();
    List<ApiKey> warm = scene.sample().subList(0, WARM);
    // Each of these is shown once in the whole run, to one endpoint.
    var fresh = scene.sample().subList(WARM, scene.sample().size()).iterator();
    Supplier<ApiKey> known = turns(warm);
    row(
        "auth-service: metadata, nothing checked",
        scene.auth(),
        () -> Line.get("/.well-known/oauth-authorization-server"),
        0);
    row(
        "auth-service: introspection, known keys",
        scene.auth(),
        () -> introspect(service, known.get()),
        0);
    row(
        "auth-service: introspection, first use",
        scene.auth(),
        () -> introspect(service, fresh.next()),
        0);
    row(
        "auth-service: /verify with a new JWT, known keys",
        scene.auth(),
        () -> verify(known.get()),
        0);
    row(
        "auth-service: /verify with a new JWT, first use",
        scene.auth(),
        () -> verify(fresh.next()),
        0);
    row("domain service: nothing checked", scene.open(), () -> Line.get("/rows"), 5);
    row(
        "domain service: guard, known keys",
        scene.guarded(),
        () -> Line.get("/rows", known.get().reveal()),
        5);
    row(
        "domain service: guard, first use",
        scene.guarded(),
        () -> Line.get("/rows", fresh.next().reveal()),
        5);
  }

  private void row(String title, int port, Supplier<byte[]> request, int against) {
    rows.add(new Row(title, port, request, against));
  }

  private static byte[] introspect(String service, ApiKey key) {
    return Line.post(
        "/oauth/introspect", service, "application/x-www-form-urlencoded", "token=" + key.reveal());
  }

  private static byte[] verify(ApiKey key) {
    return Line.get("/verify?audience=bench&scope=orders:read", key.reveal());
  }

  private static Supplier<ApiKey> turns(List<ApiKey> keys) {
    int[] turn = {0};
    return () -> keys.get(turn[0]++ % keys.size());
  }

  /** How many keys are shown for the first time. */
  static int firstUses(int rounds, int requests) {
    return WARM + 3 * (rounds + WARM_UP) * requests;
  }

  /** Goes round all rows, so that what drifts hits each alike; the first rounds only warm up. */
  void run() throws IOException, InterruptedException {
    for (int round = 1 - WARM_UP; round <= rounds; round++) {
      if (round == 1) {
        scene.pin();
      }
      for (Row row : rows) {
        Sample sample = new Sample();
        try (Line line = new Line(row.port)) {
          for (int i = 0; i < requests; i++) {
            byte[] request = row.request.get();
            sample.add(line.time(request, 200));
          }
        }
        if (round > 0) {
          row.all.addAll(sample);
          row.medians.add(sample.percentile(0.5));
        }
        System.err.printf(
            "round %d %s: p50 %.3f ms%n", round, row.title, sample.percentile(0.5) / 1e6);
      }
    }
  }

  String markdown() {
    StringBuilder out =
        new StringBuilder(
            "| request | p50 | p99 | p50 against nothing checked |\n|---|---|---|---|\n");
    for (Row row : rows) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %.3f ms | %.3f ms | %.2f |%n",
              row.title,
              row.all.percentile(0.5) / 1e6,
              row.all.percentile(0.99) / 1e6,
              ratio(row)));
    }
    return out.toString();
  }

  /** The median of the ratios of the same rounds. */
  private double ratio(Row row) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < row.medians.size(); i++) {
      ratios.add(row.medians.get(i) / (double) rows.get(row.against).medians.get(i));
    }
    return ratios.stream().sorted().toList().get(ratios.size() / 2);
  }
}
