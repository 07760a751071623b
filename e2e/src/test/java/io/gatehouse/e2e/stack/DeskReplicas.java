package io.gatehouse.e2e.stack;

import java.util.List;
import java.util.Map;

/**
 * Three replicas of admin-service: the stack's own and two more. Started when first asked for,
 * shared by the tests of a run, and gone with it.
 */
public final class DeskReplicas {

  private DeskReplicas() {}

  private static final class Started {
    static final List<Replica> MORE =
        List.of(
                Replica.start("desk-second", "admin-service", Map.of()),
                Replica.start(
                    "desk-third",
                    "admin-service",
                    Map.of("gatehouse.admin.session.fresh-for", "PT1S")))
            .stream()
            .map(Replica::awaitReady)
            .toList();
  }

  /** Skips the test where none can be started. */
  public static List<String> urls() {
    return List.of(Deployment.ADMIN, second(), whereALoginIsOldAfterASecond());
  }

  /** Skips the test where none can be started. */
  public static String whereALoginIsOldAfterASecond() {
    Replica.assumeCanStart();
    return Started.MORE.getLast().url();
  }

  private static String second() {
    Replica.assumeCanStart();
    return Started.MORE.getFirst().url();
  }
}
