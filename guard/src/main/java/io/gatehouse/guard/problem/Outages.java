package io.gatehouse.guard.problem;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Tells "a part that we need is away" from "we have a bug", by the chain of causes. */
final class Outages {

  /** Named, not imported: a guarded service need not have these on its class path. */
  private static final Set<String> NAMES =
      Set.of(
          "org.hibernate.exception.JDBCConnectionException",
          "io.vertx.core.http.ConnectionPoolTooBusyException",
          "io.vertx.core.http.HttpClosedException",
          "io.vertx.core.impl.NoStackTraceTimeoutException",
          "io.vertx.redis.client.impl.RedisConnectionException",
          "io.smallrye.mutiny.TimeoutException",
          "org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException",
          "org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException");

  private static final Set<String> STATES =
      Set.of("25006", "25P03", "25P04", "40001", "40P01", "55P03", "57014");

  private Outages() {}

  static boolean caused(Throwable failure) {
    int depth = 0;
    for (Throwable t = failure; t != null && depth < 20; t = t.getCause(), depth++) {
      if (isOutage(t)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOutage(Throwable t) {
    return switch (t) {
      case ConnectException e -> true;
      case NoRouteToHostException e -> true;
      case UnknownHostException e -> true;
      case SocketTimeoutException e -> true;
      case ClosedChannelException e -> true;
      case SQLTransientConnectionException e -> true;
      case SQLNonTransientConnectionException e -> true;
      case SQLRecoverableException e -> true;
      case SQLException e -> isOutage(e);
      default -> NAMES.contains(t.getClass().getName()) || closedConnection(t) || ranOutOfTime(t);
    };
  }

  /**
   * A transaction that took longer than it may was ended by its watchdog, and is found so at its
   * commit: too much at once for the database, not a fault of the request. Other rollbacks are
   * ours.
   */
  private static boolean ranOutOfTime(Throwable t) {
    String message = t.getMessage();
    return message != null
        && t.getClass().getName().equals("jakarta.transaction.RollbackException")
        && message.startsWith("ARJUNA016102");
  }

  /**
   * PostgreSQL, appendix A. Away: a lost connection (08), a server that goes down (57P) or that has
   * run out of connections, memory or disk (53, 58), a replica in place of a primary (25006), a
   * time limit of its own (57014, 25P03, 25P04). In the way: a lock or another transaction (55P03,
   * 40001, 40P01): nothing is wrong with the request nor with the state that it met, so it is no
   * conflict (409) but the same request again that helps.
   */
  private static boolean isOutage(SQLException e) {
    String state = e.getSQLState();
    String message = e.getMessage();
    return (state != null
            && (STATES.contains(state)
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.startsWith("580")))
        || (message != null && message.contains("cquisition timeout"));
  }

  /** The Redis client tells a lost or refused connection only by text. */
  private static boolean closedConnection(Throwable t) {
    String message = t.getMessage();
    return message != null
        && t.getClass().getName().startsWith("io.vertx.")
        && (message.contains("Connection is closed")
            || message.contains("Connection was closed")
            || message.contains("CONNECTION_CLOSED")
            || message.contains("Cannot connect to")
            || message.contains("Failed to connect"));
  }
}
