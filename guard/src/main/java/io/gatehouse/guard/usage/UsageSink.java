package io.gatehouse.guard.usage;

import java.io.IOException;

/** Where reports go. */
public interface UsageSink {

  /**
   * Hands a report over.
   *
   * @return false if it was refused for good, and to send it again would change nothing
   * @throws IOException if it should be sent again later; it may have arrived all the same
   */
  boolean accept(UsageReport report) throws IOException;
}
