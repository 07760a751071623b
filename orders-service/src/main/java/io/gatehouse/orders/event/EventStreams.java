package io.gatehouse.orders.event;

import io.gatehouse.guard.caller.Caller;
import io.gatehouse.guard.stream.CallerWatch;
import io.gatehouse.guard.stream.CallerWatches;
import io.gatehouse.orders.event.Seats.Seat;
import io.gatehouse.orders.order.OrderPolicy;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The open streams of this process, each on a virtual thread of its own. */
@Singleton
class EventStreams {

  private static final Logger LOG = Logger.getLogger(EventStreams.class);
  private static final EventStream.Last CLOSING =
      new EventStream.Last("closing", "This replica stops. Open the stream again.");
  private static final EventStream.Note MISSED =
      new EventStream.Note("Changes were missed that are not kept any more. Read the list again.");

  private final EventLog log;
  private final EventTail tail;
  private final EventConfig config;
  private final CallerWatches watches;
  private final Seats seats;
  private final Set<EventStream> open = ConcurrentHashMap.newKeySet();

  EventStreams(EventLog log, EventTail tail, EventConfig config, CallerWatches watches) {
    this.log = log;
    this.tail = tail;
    this.config = config;
    this.watches = watches;
    this.seats = new Seats(config.streams(), config.streamsPerCaller());
  }

  /**
   * Opens a stream and returns.
   *
   * @param last the position that the caller was told last; null begins now
   */
  void open(Caller caller, @Nullable Long last, EventStream.Reader reader) throws SQLException {
    Seat seat = seats.take(caller.origin().label() + ":" + caller.subject());
    try {
      EventLog.Reach reach = log.reach();
      boolean known = last != null && last >= reach.from() && last <= reach.to();
      EventStream stream =
          new EventStream(
              log,
              tail,
              config,
              OrderPolicy.sightOf(caller),
              reader,
              last != null && known ? last : reach.to());
      EventStream.@Nullable Note reset = last == null || known ? null : MISSED;
      Thread.ofVirtual().name("order events").start(() -> serve(stream, caller, seat, reset));
    } catch (SQLException | RuntimeException e) {
      seat.close();
      throw e;
    }
  }

  private void serve(
      EventStream stream, Caller caller, Seat seat, EventStream.@Nullable Note reset) {
    open.add(stream);
    try (seat;
        CallerWatch watch = watches.watch(caller)) {
      stream.run(watch, reset);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warnf(e, "a stream broke");
    } finally {
      open.remove(stream);
    }
  }

  /** Tells all readers to come again; another replica serves them on from where they are. */
  void stop(@Observes ShutdownEvent event) {
    open.forEach(stream -> stream.stop(CLOSING));
  }
}
