package io.gatehouse.guard.startup;

import java.util.List;

/**
 * Something that a service must have before it runs in production. A CDI bean of this type is asked
 * once, at start, and only in the profile {@code prod}.
 */
public interface ProductionCheck {

  /** What is wrong, or nothing; a value that is wrong is named by its property, never quoted. */
  List<Complaint> complaints();

  /**
   * @param property the configuration property to set or to change
   * @param reason what is wrong with it, for the operator
   */
  record Complaint(String property, String reason) {}
}
