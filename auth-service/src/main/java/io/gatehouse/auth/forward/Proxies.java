package io.gatehouse.auth.forward;

import io.gatehouse.guard.address.Cidr;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** What is believed of what a proxy says about the request that it asks about. */
@ApplicationScoped
class Proxies {

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final List<Cidr> trusted;

  Proxies(VerifyConfig config) {
    this.trusted = config.trustedProxies().orElse(List.of()).stream().map(Cidr::parse).toList();
  }

  /**
   * The caller's address: the last one in {@code X-Forwarded-For} that is no proxy of ours. What
   * stands before it was written by the caller, who may write anything.
   */
  String callerAddress(HttpServerRequest request) {
    String remote = remote(request);
    if (!isTrusted(remote)) {
      return remote;
    }
    List<String> chain =
        List.of(String.join(",", request.headers().getAll("X-Forwarded-For")).split(","));
    for (String address : chain.reversed()) {
      if (!address.isBlank() && !isTrusted(address.strip())) {
        return address.strip();
      }
    }
    return remote;
  }

  /** Whether the request could change something; so it is if nobody whom we believe denies it. */
  boolean isChange(HttpServerRequest request) {
    String method = request.getHeader("X-Forwarded-Method");
    return method == null || !READS.contains(method) || !isTrusted(remote(request));
  }

  private static String remote(HttpServerRequest request) {
    SocketAddress remote = request.remoteAddress();
    String address = remote == null ? null : remote.hostAddress();
    return address == null ? "" : address;
  }

  private boolean isTrusted(String address) {
    return isIn(trusted, address);
  }

  /** What is no address is in no network. */
  static boolean isIn(List<Cidr> networks, String address) {
    try {
      return networks.stream().anyMatch(network -> network.contains(address));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
