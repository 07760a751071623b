package io.gatehouse.auth.audit;

import io.gatehouse.auth.audit.ChainVerdict.Head;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where the chain ended when this process last looked, written to the log as well: logs go where
 * the database's administrator does not, so what was cut off is missed there.
 */
@ApplicationScoped
class AuditAnchor {

  private final Chain chain;
  private final ChainReader reader;
  private final MeterRegistry meters;
  private final AtomicReference<@Nullable Head> seen = new AtomicReference<>();

  AuditAnchor(Chain chain, ChainReader reader, MeterRegistry meters) {
    this.chain = chain;
    this.reader = reader;
    this.meters = meters;
  }

  /** What a check must find, beside what the asker knows. */
  List<Head> known() {
    Head head = seen.get();
    return head == null ? List.of() : List.of(head);
  }

  /** Looks at the rows since the last time, and remembers the new end if they are good. */
  @Scheduled(every = "${gatehouse.audit.anchor-every:60s}", delayed = "20s")
  void look() {
    try {
      Head before = seen.get();
      ChainPage.Link end = reader.read(Long.MAX_VALUE, 1).head();
      if (end == null || (before != null && end.sequence() == before.sequence())) {
        return;
      }
      Head now = new Head(end.sequence(), HexFormat.of().formatHex(end.hash()));
      ChainVerdict verdict = chain.check(Math.max(0, end.sequence() - 1), 1, known());
      if (!verdict.intact()) {
        broken(verdict);
        return;
      }
      seen.set(now);
      Log.infof("audit head %s", now.text());
    } catch (SQLException | RuntimeException e) {
      Log.warnf("the audit's head was not read: %s", e.getMessage());
    }
  }

  /** A chain that is broken is told to whoever watches, not only to who asked. */
  void broken(ChainVerdict verdict) {
    meters
        .counter("gatehouse.audit.broken", "reason", String.valueOf(verdict.reason()))
        .increment();
    Log.errorf(
        "the audit is not as it was written: %s at sequence %d",
        verdict.reason(), verdict.firstBad());
  }
}
