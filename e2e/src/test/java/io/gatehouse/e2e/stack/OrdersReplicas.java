package io.gatehouse.e2e.stack;

import java.util.List;
import java.util.Map;

/**
 * Three replicas of orders-service: the stack's own and two more, which take other systems' keys
 * too. Started when first asked for, shared by the tests of a run, and gone with it.
 */
public final class OrdersReplicas {

  private OrdersReplicas() {}

  private static final class Started {
    static final List<Replica> MORE =
        List.of(start("orders-second"), start("orders-third")).stream()
            .map(Replica::awaitReady)
            .toList();

    private static Replica start(String name) {
      return Replica.start(
          name, "orders-service", Map.of("gatehouse.guard.exchange.imported-keys", "true"));
    }
  }

  /** Skips the test where none can be started. */
  public static List<String> urls() {
    return List.of(Deployment.ORDERS, thatTakesImportedKeys(), Started.MORE.getLast().url());
  }

  /** One that a test may freeze for a moment. Skips the test where none can be started. */
  public static Replica last() {
    Replica.assumeCanStart();
    return Started.MORE.getLast();
  }

  /** Skips the test where none can be started. */
  public static String thatTakesImportedKeys() {
    Replica.assumeCanStart();
    return Started.MORE.getFirst().url();
  }
}
