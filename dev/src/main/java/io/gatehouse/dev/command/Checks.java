package io.gatehouse.dev.command;

import io.gatehouse.dev.machine.Memory;
import io.gatehouse.dev.machine.PortOwner;
import io.gatehouse.dev.machine.Root;
import io.gatehouse.dev.stack.Addresses;
import io.gatehouse.dev.stack.Part;
import io.gatehouse.dev.stack.Port;
import io.gatehouse.dev.stack.Refusal;
import java.util.ArrayList;
import java.util.List;

/** What must be so before anything is started. */
final class Checks {

  /** All parts together, with room for their heaps to fill. */
  static final long NEEDED_MEGABYTES = 1800;

  private Checks() {}

  static void memory() {
    long needed = Long.getLong("gatehouse.memory.needed", NEEDED_MEGABYTES);
    long available = Memory.availableMegabytes();
    if (available < needed) {
      throw new Refusal(
          "Too little memory: %d MB are free, the stack needs %d MB. Close something first."
              .formatted(available, needed));
    }
  }

  static void rootAndPostgres() {
    Root.disguise();
  }

  static void ports(List<Part> parts, Addresses addresses) {
    List<String> taken = new ArrayList<>();
    for (Part part : parts) {
      for (Port port : part.ports()) {
        int number = addresses.port(port);
        if (!PortOwner.isFree(number)) {
          taken.add(
              "port %d (%s) is in use by %s"
                  .formatted(number, port.owner(), PortOwner.describe(number)));
        }
      }
    }
    if (!taken.isEmpty()) {
      throw new Refusal(
          "%s. Stop it, or use other ports: ./gatehouse up --port-offset %d"
              .formatted(String.join("; ", taken), addresses.offset() + 100));
    }
  }
}
