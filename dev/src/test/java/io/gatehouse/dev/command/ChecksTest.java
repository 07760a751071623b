package io.gatehouse.dev.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatehouse.dev.part.Parts;
import io.gatehouse.dev.stack.Addresses;
import io.gatehouse.dev.stack.Layout;
import io.gatehouse.dev.stack.Port;
import io.gatehouse.dev.stack.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {

  @TempDir Path folder;

  @Test
  void aPortInUseIsNamedWithItsOwnerAndTheWayOut() throws IOException {
    Addresses addresses = new Addresses(4400);
    Layout layout = new Layout(folder, folder);
    try (ServerSocket taken =
        new ServerSocket(addresses.port(Port.POSTGRES), 1, InetAddress.getByName("127.0.0.1"))) {
      Refusal refusal =
          assertThrows(
              Refusal.class, () -> Checks.ports(Parts.of(layout, addresses, Set.of()), addresses));

      assertEquals(1, refusal.line().lines().count());
      assertTrue(refusal.line().contains("port " + taken.getLocalPort()), refusal.line());
      assertTrue(refusal.line().contains("(postgres)"), refusal.line());
      assertTrue(refusal.line().contains("--port-offset"), refusal.line());
    }
  }

  @Test
  void tooLittleMemoryIsSaidInNumbersBeforeAnythingStarts() {
    System.setProperty("gatehouse.memory.needed", "999999999");
    try {
      Refusal refusal = assertThrows(Refusal.class, Checks::memory);
      assertEquals(1, refusal.line().lines().count());
      assertTrue(refusal.line().contains("needs 999999999 MB"), refusal.line());
    } finally {
      System.clearProperty("gatehouse.memory.needed");
    }
  }
}
