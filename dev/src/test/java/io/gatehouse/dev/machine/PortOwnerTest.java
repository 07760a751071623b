package io.gatehouse.dev.machine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortOwnerTest {

  @Test
  void aPortInUseIsSeenWhoeverListensOnItAndWherever() throws Exception {
    for (String host : new String[] {"127.0.0.1", "0.0.0.0"}) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
        assertFalse(PortOwner.isFree(socket.getLocalPort()));
      }
    }
  }

  @Test
  void aPortThatWasGivenBackIsFree() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = socket.getLocalPort();
    }

    assertTrue(PortOwner.isFree(port));
  }
}
