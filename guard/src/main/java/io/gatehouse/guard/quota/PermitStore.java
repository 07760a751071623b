package io.gatehouse.guard.quota;

import io.smallrye.mutiny.Uni;

/** Where all replicas get their permits from. */
interface PermitStore {

  /**
   * A question.
   *
   * @param owed requests that were admitted already: charged whether or not there are permits, so
   *     that what one replica admitted too early is missing to all from then on
   * @param wanted permits beyond that, of which as many are given as there are
   */
  record Ask(long owed, long wanted) {}

  /**
   * What was given. A permit that was given is spent, whether or not it is used.
   *
   * @param aheadMicros how far the account's theoretical arrival time is ahead of now
   */
  record Grant(long permits, long aheadMicros) {}

  /** An answer; a failure, in bounded time, if the store is away. */
  Uni<Grant> take(Quota quota, Ask ask);
}
