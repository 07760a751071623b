package io.gatehouse.guard.problem;

import java.sql.SQLException;
import java.util.Set;

/**
 * Two changes at once of which only one can stand, where the endpoint did not foresee it: the
 * database kept the state whole, so the caller meets a conflict (RFC 9110 §15.5.10) and no fault.
 */
final class Conflicts {

  /** Uniqueness, a reference, an exclusion (PostgreSQL, appendix A). */
  private static final Set<String> STATES = Set.of("23503", "23505", "23P01");

  private static final Set<String> NAMES =
      Set.of(
          "jakarta.persistence.OptimisticLockException",
          "org.hibernate.StaleStateException",
          "org.hibernate.StaleObjectStateException");

  private Conflicts() {}

  static boolean caused(Throwable failure) {
    int depth = 0;
    for (Throwable t = failure; t != null && depth < 20; t = t.getCause(), depth++) {
      if (NAMES.contains(t.getClass().getName())
          || (t instanceof SQLException e && e.getSQLState() != null && isConflict(e))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isConflict(SQLException e) {
    return STATES.contains(e.getSQLState());
  }
}
