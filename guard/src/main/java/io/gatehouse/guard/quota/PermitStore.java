package io.gatehouse.guard.quota;

import io.smallrye.mutiny.Uni;

/** Where all replicas get their permits from. */
interface PermitStore {

  /**
   * What was given. A permit that was given is spent, whether or not it is used.
   *
   * @param left how many more could have been had
   * @param waitMicros until the next can be had; 0 if there are more now
   */
  record Grant(long permits, long left, long waitMicros) {}

  /** Up to so many permits; a failure, in bounded time, if the store is away. */
  Uni<Grant> take(Quota quota, long wanted);
}
