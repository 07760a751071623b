package io.gatehouse.auth.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The record of changes. */
public interface AuditLog {

  /**
   * Appends one record in the caller's transaction: it exists if and only if the change does. To be
   * called last: from here to the commit the transaction holds the lock of the chain, and whoever
   * waits for another lock under it can deadlock.
   *
   * <p>Without a transaction it fails. Who asked, from which address and under which trace is taken
   * from the current request; outside of one it is the service itself.
   *
   * @param action {@code key.rotate}, {@code revocation.create}: a noun, a dot, a verb
   * @param target {@code key}, {@code partner}, …: the kind of thing that was changed
   * @param before what it was, null when it was not there; plain JSON values, never a secret
   * @param after what it is now, null when it is gone
   */
  void append(
      String action,
      String target,
      String targetId,
      @Nullable Map<String, ?> before,
      @Nullable Map<String, ?> after);
}
