package com.example.insights;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected, by the id in their browser's cookie.
 *
 * <p>In memory, so a restart forgets them all. An app with users of its own keeps this in its
 * database beside them, the refresh token encrypted: it is worth a person's orders.
 */
@ApplicationScoped
class Connections {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, Connection> connections = new ConcurrentHashMap<>();

  /** Returns the id: 256 random bits that nobody guesses. */
  String add(Connection connection) {
    byte[] bits = new byte[32];
    RANDOM.nextBytes(bits);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    connections.put(id, connection);
    return id;
  }

  Optional<Connection> find(@Nullable String id) {
    return Optional.ofNullable(id).map(connections::get);
  }

  void forget(@Nullable String id) {
    if (id != null) {
      connections.remove(id);
    }
  }
}
