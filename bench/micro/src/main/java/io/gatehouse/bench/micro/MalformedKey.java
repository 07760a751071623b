package io.gatehouse.bench.micro;

import io.gatehouse.guard.apikey.ApiKey;
import io.gatehouse.guard.jwt.Fingerprint;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A text that is no key is refused by its form alone: how long that takes, and what it allocates.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MalformedKey {

  /** Of many, so that no branch is learnt by heart. */
  private static final int TEXTS = 1_024;

  /** What is wrong with it. */
  @Param({"typo", "short", "letter", "prefix", "none"})
  public String fault = "typo";

  private String[] texts = {};
  private int turn;

  /** Writes the texts. */
  @Setup
  public void write() {
    SecureRandom random = new SecureRandom();
    texts = new String[TEXTS];
    for (int i = 0; i < TEXTS; i++) {
      String key = ApiKey.generate("live", random).reveal();
      int at = 10 + random.nextInt(50);
      texts[i] =
          switch (fault) {
            case "typo" ->
                key.substring(0, at) + (key.charAt(at) == 'x' ? 'y' : 'x') + key.substring(at + 1);
            case "short" -> key.substring(0, at);
            case "letter" -> key.substring(0, at) + '-' + key.substring(at + 1);
            case "prefix" -> "gk_prod_" + key.substring(8);
            default -> key;
          };
    }
  }

  /** Form and checksum. */
  @Benchmark
  public @Nullable ApiKey parsed() {
    return ApiKey.parse(texts[turn++ & (TEXTS - 1)]);
  }

  /** With the fingerprint that guard takes first, to look whether it knows the text. */
  @Benchmark
  public void fingerprintedAndParsed(Blackhole hole) {
    String text = texts[turn++ & (TEXTS - 1)];
    hole.consume(Fingerprint.of(text));
    hole.consume(ApiKey.parse(text));
  }
}
