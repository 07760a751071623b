package io.gatehouse.guard.revocation;

/**
 * Told what has just been revoked, after {@link Revocations#check} refuses it already: to forget a
 * cached exchange, to close an open stream. Beans of this type are called on the feed's thread, so
 * they must be quick; what they throw is logged and dropped.
 */
public interface RevocationListener {

  void revoked(Target target, String id);

  /**
   * The copy was filled anew, with too many changes to tell one by one: look at everything again.
   */
  void refilled();
}
