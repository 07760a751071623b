package io.gatehouse.admin.signedin;

import io.gatehouse.admin.session.SessionCard;

/**
 * A session as the lists show it.
 *
 * @param fresh whether the person proved themselves recently enough for a dangerous act
 * @param current whether it is the session of who is looking
 */
public record SignedIn(SessionCard card, boolean fresh, boolean current) {}
