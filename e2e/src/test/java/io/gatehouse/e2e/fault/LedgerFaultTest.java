package io.gatehouse.e2e.fault;

import static io.gatehouse.e2e.fault.Scene.POLLED;
import static io.gatehouse.e2e.fault.Scene.RECOVERY;
import static io.gatehouse.e2e.fault.Scene.SLACK;
import static io.gatehouse.e2e.fault.Scene.assertWithin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.e2e.fault.Scene.Guest;
import io.gatehouse.e2e.fault.Visitor.Visit;
import io.gatehouse.e2e.stack.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Nobody can say any more what is revoked: changes end at the bound, reads later, neither sooner,
 * whoever was turned away stays outside, and all goes on soon after the ledger is back.
 */
@Order(Integer.MAX_VALUE)
@Timeout(180)
class LedgerFaultTest {

  private static final Duration STALE_AFTER = Duration.ofSeconds(5);

  /** The last heartbeat may have come this long before the end. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private Scene scene;

  @BeforeEach
  void open() {
    scene = Scene.open();
  }

  @Test
  void withoutAuthServiceChangesEndAtTheBoundAndReadsLater() {
    silence(List.of(Part.AUTH_SERVICE));
  }

  @Test
  void withoutRedisAndAuthServiceChangesEndAtTheBoundAndReadsLater() {
    silence(List.of(Part.AUTH_SERVICE, Part.REDIS));
  }

  private void silence(List<Part> parts) {
    List<Guest> last = List.of(scene.guest(), scene.guest());
    Guest regular = scene.guest();
    Duration pause = Duration.ofMillis(40);
    Visitor steadyReads = Visitor.reading(scene.steady.url(), regular.token(), pause);
    Visitor steadyChanges = Visitor.changing(scene.steady.url(), regular.token(), pause);
    Visitor hastyReads = Visitor.reading(scene.hasty.url(), regular.token(), pause);
    Visitor hastyChanges = Visitor.changing(scene.hasty.url(), regular.token(), pause);
    List<Visitor> all = List.of(steadyReads, steadyChanges, hastyReads, hastyChanges);
    try {
      all.forEach(visitor -> visitor.awaitAdmitted(Duration.ofSeconds(10)));
      last.forEach(scene::turnAway);
      long before = System.nanoTime();
      List<Part.Away> away = new ArrayList<>();
      parts.forEach(part -> away.addFirst(part.takeAway()));
      long after = System.nanoTime();
      try {
        hastyReads.awaitRefused(Duration.ofSeconds(20));
        steadyChanges.awaitRefused(Duration.ofSeconds(20));
        scene.assertNobodyIsBack();
      } finally {
        // What was stopped last is what the first one needs.
        away.forEach(Part.Away::close);
      }
      long back = System.nanoTime();
      all.forEach(visitor -> visitor.awaitAdmitted(RECOVERY));
      all.forEach(Visitor::close);

      assertEquals(0, steadyReads.refusals().count(), steadyReads::toString);
      assertRefusedFrom(steadyChanges, STALE_AFTER, before, after, back);
      assertRefusedFrom(hastyChanges, Scene.HASTY_STALE_AFTER, before, after, back);
      assertRefusedFrom(
          hastyReads, Scene.HASTY_STALE_AFTER.plus(Scene.HASTY_READS), before, after, back);
    } finally {
      all.forEach(Visitor::close);
    }
    assertWithin(POLLED, scene.turnAwayInUse());
    scene.awaitFollowed();
    scene.assertNobodyIsBack();
  }

  /** Not sooner than the bound, not later, for this reason, and not longer than is needed. */
  private static void assertRefusedFrom(
      Visitor visitor, Duration bound, long before, long after, long back) {
    List<Visit> refusals = visitor.refusals().toList();
    assertEquals(
        Set.of("503 revocation_state_stale"),
        refusals.stream()
            .map(visit -> visit.status() + " " + visit.code())
            .collect(Collectors.toSet()),
        visitor::toString);
    Duration soonest = Duration.ofNanos(refusals.getFirst().asked() - before);
    assertTrue(
        soonest.compareTo(bound.minus(HEARTBEAT).minus(SLACK)) >= 0,
        () -> visitor + " was refused after " + soonest + " already");
    assertWithin(
        bound,
        Duration.ofNanos(
            visitor
                .since(after)
                .filter(visit -> visit.asked() - refusals.getFirst().asked() < 0)
                .mapToLong(visit -> visit.asked() - after)
                .max()
                .orElse(0)));
    Duration longest = Duration.ofNanos(refusals.getLast().asked() - back);
    assertTrue(
        longest.compareTo(POLLED.plus(SLACK)) <= 0,
        () -> visitor + " was still refused " + longest + " after it was back");
  }
}
