package io.gatehouse.admin.stand;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wire to Redis that can be cut, held and mended: {@code /control/redis?up=false}, {@code hangs}
 * and {@code true}.
 */
final class CutOff implements AutoCloseable {

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean up = true;
  private volatile boolean hangs;

  CutOff(int realPort) throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> accept(realPort));
  }

  int port() {
    return listener.getLocalPort();
  }

  void serve(HttpServer http) {
    http.createContext(
        "/control/redis",
        exchange -> {
          String order = exchange.getRequestURI().getQuery();
          up = !"up=false".equals(order);
          hangs = "up=hangs".equals(order);
          if (!up) {
            open.forEach(CutOff::closed);
            open.clear();
          }
          Answers.send(exchange, 200, "text/plain", "");
        });
  }

  private void accept(int realPort) {
    while (!listener.isClosed()) {
      try {
        Socket near = listener.accept();
        if (!up) {
          near.close();
          continue;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), realPort);
        open.add(near);
        open.add(far);
        Thread.ofVirtual().start(() -> pump(near, far));
        Thread.ofVirtual().start(() -> pump(far, near));
      } catch (IOException e) {
        // The listener was closed, or one connection failed: the next may work.
      }
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try {
      for (int n = 0; n >= 0; n = from.getInputStream().read(buffer)) {
        while (hangs) {
          Thread.sleep(10);
        }
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException e) {
      // Cut.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closed(from);
      closed(to);
    }
  }

  private static void closed(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed enough.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      // Closed enough.
    }
    open.forEach(CutOff::closed);
  }
}
