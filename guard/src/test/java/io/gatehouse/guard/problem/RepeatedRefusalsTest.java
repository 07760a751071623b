package io.gatehouse.guard.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatedRefusalsTest {

  private final AtomicLong nanos = new AtomicLong();
  private final RepeatedRefusals refusals =
      new RepeatedRefusals(Duration.ofMinutes(1), nanos::get, Scheduler.disabledScheduler());
  private final List<String> lines = new java.util.concurrent.CopyOnWriteArrayList<>();
  private final Handler recorder =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          lines.add(
              entry instanceof ExtLogRecord ext ? ext.getFormattedMessage() : entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    Logger.getLogger("").addHandler(recorder);
  }

  @AfterEach
  void stop() {
    Logger.getLogger("").removeHandler(recorder);
  }

  @Test
  void keyThatIsOverItsLimitAllTheTimeIsTwoLinesAMinuteHoweverOftenItComes() {
    List<Boolean> said = new ArrayList<>();
    for (int minute = 0; minute < 3; minute++) {
      for (int i = 0; i < 1000; i++) {
        if (!refusals.isRepeat(ErrorCode.RATE_LIMITED, "key=busy")) {
          said.add(true);
        }
      }
      nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    }
    assertFalse(refusals.isRepeat(ErrorCode.RATE_LIMITED, "key=busy"));
    assertEquals(3, said.size());
    org.awaitility.Awaitility.await()
        .untilAsserted(() ->
            assertEquals(
                3,
                lines.stream()
                    .filter(line ->
                        line.equals("refused rate_limited key=busy 999 times more within PT1M"))
                    .count()));
  }

  @Test
  void eachCallerAndEachOtherRefusalHasItsLine() {
    assertFalse(refusals.isRepeat(ErrorCode.RATE_LIMITED, "key=one"));
    assertFalse(refusals.isRepeat(ErrorCode.RATE_LIMITED, "key=two"));
    assertTrue(refusals.isRepeat(ErrorCode.RATE_LIMITED, "key=one"));
    for (int i = 0; i < 3; i++) {
      assertFalse(refusals.isRepeat(ErrorCode.KEY_REVOKED, "key=one"));
    }
  }
}
